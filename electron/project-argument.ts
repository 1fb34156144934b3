/** The folder that `--project DIR` or `--project=DIR` names on a command line, or null. */
export function projectArgument(argv: readonly string[]): string | null {
  for (const [place, argument] of argv.entries()) {
    if (argument === '--project') return argv[place + 1] ?? null;
    if (argument.startsWith('--project=')) return argument.slice('--project='.length) || null;
  }
  return null;
}
