import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { UsageError } from './usage-error.ts';

const commonOptions = { project: { type: 'string' } } as const satisfies ParseArgsOptionsConfig;

/** What a verb accepts: its own options, and how many positional arguments. */
export interface ArgumentPlan<Options extends ParseArgsOptionsConfig> {
  readonly verb: string;
  readonly options: Options;
  /** Names of the positional arguments, for messages; the last may end in `…` to repeat. */
  readonly positionals: readonly string[];
}

/** The verb's options and positionals, `--project` included. Throws UsageError when they do not fit the plan. */
export function parseArguments<const Options extends ParseArgsOptionsConfig>(
  args: readonly string[],
  plan: ArgumentPlan<Options>,
) {
  const parsed = parseStrictly(args, plan);
  checkPositionals(parsed.positionals, plan);
  return parsed;
}

function parseStrictly<const Options extends ParseArgsOptionsConfig>(
  args: readonly string[],
  plan: ArgumentPlan<Options>,
) {
  try {
    return parseArgs({
      args: [...args],
      options: { ...commonOptions, ...plan.options },
      allowPositionals: true,
      allowNegative: true,
      strict: true,
    });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new UsageError(`${error.message.split('. ')[0]}.`, plan.verb);
  }
}

function checkPositionals(
  given: readonly string[],
  plan: { readonly verb: string; readonly positionals: readonly string[] },
): void {
  const repeats = plan.positionals.at(-1)?.endsWith('…') ?? false;
  const missing = plan.positionals[given.length];
  if (missing) throw new UsageError(`${missing.replace('…', '')} is missing.`, plan.verb);
  if (given.length > plan.positionals.length && !repeats) {
    throw new UsageError(`"${given[plan.positionals.length]}" is one argument too many.`, plan.verb);
  }
}
