/** The settings file that commands read when none is named: in the folder where they are run. */
export const usualConfig = 'zauth.toml'
