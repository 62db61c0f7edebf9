/** The website of the tests, as the verifier's configuration knows it. */
export const website = {
  id: 'example-site',
  secret: 'a secret of the example website, long enough',
  name: 'Example <Site> & Sons',
  redirectUri: 'http://localhost:4001/callback',
}
