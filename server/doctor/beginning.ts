/** What mends a data folder without a verifier in it. */
export const beginning =
  'zauth init makes a new verifier, zauth restore brings an old one back. Is the path right, and the disk mounted?'
