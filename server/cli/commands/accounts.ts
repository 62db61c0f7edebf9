import { Command } from '@commander-js/extra-typings'
import { loadConfig } from '../../config/loadConfig.ts'
import type { AccountParts } from '../accounts/withAccounts.ts'
import { clientOption, configOption, daysOf, userOption, yesOption } from '../options.ts'
import type { Say } from '../program.ts'
import { requireYes } from '../requireYes.ts'
import { resetCommand } from './reset.ts'

/** A command about one account. */
const about = (name: string) =>
  new Command(name).addOption(configOption()).addOption(clientOption()).addOption(userOption())

/** Loaded only for what is done. */
async function doWith<T>(file: string, work: (parts: AccountParts) => Promise<T>): Promise<T> {
  const { withAccounts } = await import('../accounts/withAccounts.ts')
  return await withAccounts(await loadConfig(file, process.env), work)
}

export const accountsCommand = (say: Say) =>
  new Command('accounts')
    .summary('help a person, or give and delete what is kept of her')
    .description(
      'Accounts: who has which devices, and how somebody is let back in. Each of these commands goes into the audit log. A verifier that keeps its records in files must not be running; beside one that has a database they work.',
    )
    .addCommand(
      about('find')
        .description(
          'Shows the devices of an account, whether tries have to wait, when it was last used, and how many recovery codes are left.',
        )
        .action(async ({ config, client, user }) => {
          const { describeAccount } = await import('../accounts/describeAccount.ts')
          say(await doWith(config, (parts) => describeAccount(parts, client, user)))
        }),
    )
    .addCommand(
      about('devices')
        .description(
          'Shows the devices of an account, or revokes one that was lost. The last one can only be removed by reset, as her account is open afterwards to whoever may enrol.',
        )
        .option('--revoke <device>', 'takes this device from the account, with its key and its template')
        .addOption(yesOption())
        .action(async ({ config, client, user, revoke, yes }) => {
          const [{ listDevices }, { revokeDevice }] = await Promise.all([
            import('../accounts/describeAccount.ts'),
            import('../accounts/revokeDevice.ts'),
          ])
          await doWith(config, async (parts) => {
            if (revoke !== undefined) {
              await requireYes(yes, `This takes the device ${revoke} from the account.`)
              say(await revokeDevice(parts, { client, user, device: revoke }))
            }
            say(await listDevices(parts, client, user))
          })
        }),
    )
    .addCommand(
      about('codes')
        .description(
          'Makes ten new recovery codes for an account and prints them, this once; those before are good no more.\n\n' +
            'Each code is as good as the person’s face: whoever sees it can sign in as her. So make them only when you know whom you give them to, ' +
            'as well as when she first enrolled; print them where nobody reads along and no log keeps them; give them to her and keep none. ' +
            'Better ways, if she has them: another device of hers, or a ticket of the website’s, which does not sign in by itself.',
        )
        .action(async ({ config, client, user }) => {
          const { newCodes } = await import('../accounts/newCodes.ts')
          // Said before the audit log is waited for: that may fail, and nobody sees them again.
          await doWith(config, async (parts) => {
            say(await newCodes(parts, client, user))
          })
        }),
    )
    .addCommand(resetCommand(say).summary(''))
    .addCommand(
      about('export')
        .description(
          'Prints all that is kept of an account, as JSON: for a person who asks for it (GDPR art. 15). Her template stands in it as it is stored, encrypted: nobody but her device can read it. Make sure that it is she who asks.',
        )
        .action(async ({ config, client, user }) => {
          const { exportAccount } = await import('../accounts/exportAccount.ts')
          say(await doWith(config, (parts) => exportAccount(parts, client, user)))
        }),
    )
    .addCommand(
      about('delete')
        .description(
          'Deletes all that is kept of an account, prints a list of it, and tells the website if it wants to know. It says before what it would delete, and asks.\n\n' +
            'The files of the data folder are written anew without it at once. In a database the rows are gone at once, and their bytes when it cleans up (VACUUM) and recycles its write-ahead log. ' +
            'What neither reaches: your backups, copies of the disk, and the lines of the audit log, which name the account by a keyed hash until their time is over (retention.auditDays).',
        )
        .addOption(yesOption())
        .action(async ({ config: file, client, user, yes }) => {
          const [{ deleteAccount, announceDeletion }, { tellWebsite }] = await Promise.all([
            import('../accounts/deleteAccount.ts'),
            import('../tellWebsite.ts'),
          ])
          await doWith(file, async (parts) => {
            await requireYes(yes, await announceDeletion(parts, client, user))
            say(await deleteAccount(parts, client, user))
            say(await tellWebsite(parts, client, user))
          })
        }),
    )
    .addCommand(
      new Command('purge')
        .description(
          'Deletes the accounts that no face has signed in to for some days, and those where somebody began and never enrolled. It lists them before, and asks. The setting retention.inactiveDays does the same, once a day.',
        )
        .addOption(configOption())
        .requiredOption('--inactive <days>', 'days since a device of theirs last signed in; at least 1', daysOf)
        .addOption(yesOption())
        .action(async ({ config, inactive, yes }) => {
          const { purgeAccounts } = await import('../accounts/purgeAccounts.ts')
          await doWith(config, async (parts) => {
            if (!yes) say(await purgeAccounts(parts, inactive, false))
            await requireYes(yes, 'This deletes accounts with all that is kept of them.')
            say(await purgeAccounts(parts, inactive, true))
          })
        }),
    )
