export const usage = `Usage: zauth serve --config FILE
       zauth clients add --config FILE --name NAME --redirect URI [--road ROAD]
                         [--id ID] [--set SETTING]
       zauth clients list --config FILE
       zauth clients rotate --config FILE --id ID
       zauth clients remove --config FILE --id ID
       zauth keys list --config FILE
       zauth keys rotate --config FILE [--stolen]
       zauth reset --config FILE --client ID --user USER

serve     runs a verifier for the websites that are registered and for the ZAuth
          extension
clients   the websites that may ask: add registers one and prints what to paste
          there, list shows all, rotate gives one a new secret, remove takes one off
          the register; a verifier that runs takes notice by itself
keys      those that sign id_tokens: list shows them, rotate makes a new one, which is
          published for a day before it signs, and the old one for a day after that;
          a verifier that runs takes notice by itself. What extensions pin when they
          enrol is another key, which stays
reset     removes the devices of an account, so that the person can enrol again, and
          tells the website if it wants to know; the verifier must not be running

  --config FILE    settings in TOML; environment variables ZAUTH_ISSUER, ZAUTH_DATA,
                   ZAUTH_LISTEN_HOST, ZAUTH_LISTEN_PORT and others win over it
  --name NAME      what people read when the website asks
  --redirect URI   where their browsers go back to; may be given more than once
  --road ROAD      how the website asks: oidc (default), duo, entra, verify; may be
                   given more than once
  --set SETTING    a line as in the settings file, such as enrolment="open" or
                   falseMatchRate=1e-6; may be given more than once
  --stolen         the old key is in wrong hands: the new one signs at once, and the
                   old one is taken back. Sign-ins under way may fail
  --id ID          the website's id; made up by add when it is left out
  --client ID      the website's id
  --user USER      the website's id of the user
  --help           this text
`
