import type { DetectorOutcome, Issue } from '../../core/contract/profile.ts';
import type { Expected, Prevalence } from '../../test/support/planted/planted-table.ts';

/** What the table says of one detector. */
export interface DetectorRow {
  readonly detector: string;
  readonly isRegistered: boolean;
  /** Null where nothing was planted. */
  readonly recall: readonly (number | null)[];
  /** Why nothing is planted at some prevalences. */
  readonly elsewhere: string;
  /** Findings of warning or above, and of notes, per clean column; null when it did not run. */
  readonly falseAlarms: number | null;
  readonly falseNotes: number | null;
  /** Null for a full scan in all runs. */
  readonly sampledRows: number | null;
}

/** Findings on a clean table, the right ones left out. */
interface Clean {
  /** Ids of the detectors that looked at it. */
  readonly ran: readonly string[];
  readonly columns: number;
  readonly rowCount: number;
  readonly alarms: readonly Issue[];
}

/** Detectors that are measured in the same way. */
export interface Family {
  readonly planters: readonly { readonly detector: string; readonly elsewhere: string }[];
  /** Ids of the detectors that there are. */
  readonly registered: readonly string[];
  plant(options: {
    tally: Tally;
    seed: number;
    prevalence: Prevalence;
    isWanted: (id: string) => boolean;
  }): Promise<void>;
  clean(options: { tally: Tally; seed: number; isWanted: (id: string) => boolean }): Promise<void>;
}

export type Tally = ReturnType<typeof createTally>;

/** Counts what was planted, found and wrongly reported. */
export function createTally() {
  const found = new Map<string, { planted: number; found: number }>();
  const sampled = new Map<string, number>();
  const misses = new Map<string, number>();
  const alarms = new Map<string, number>();
  const cleans: Clean[] = [];
  const bump = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);

  function rowOf(options: {
    detector: string;
    elsewhere: string;
    isRegistered: boolean;
    prevalences: readonly Prevalence[];
  }): DetectorRow {
    const { detector, elsewhere, isRegistered, prevalences } = options;
    const counts = prevalences.map((prevalence) => found.get(`${detector} ${prevalence}`));
    const own = cleans.filter(({ ran }) => ran.includes(detector));
    const columns = own.reduce((total, clean) => total + clean.columns, 0);
    const perColumn = (isLoud: boolean) => {
      const issues = own.flatMap(({ alarms: all }) => all.filter((issue) => issue.detector === detector));
      return issues.filter(({ severity }) => (severity !== 'note') === isLoud).length / columns;
    };
    return {
      detector,
      isRegistered,
      recall: counts.map((count) => (count === undefined ? null : count.found / count.planted)),
      elsewhere,
      falseAlarms: columns > 0 ? perColumn(true) : null,
      falseNotes: columns > 0 ? perColumn(false) : null,
      sampledRows: sampled.get(detector) ?? null,
    };
  }

  return {
    addOutcomes(outcomes: readonly DetectorOutcome[]): void {
      for (const { detector, sampledRows } of outcomes) {
        if (sampledRows !== null) sampled.set(detector, Math.max(sampledRows, sampled.get(detector) ?? 0));
      }
    },
    addPlanted(item: {
      expected: Expected;
      prevalence: Prevalence;
      isFound: boolean;
      issues: readonly Issue[];
    }): void {
      const { expected, prevalence, isFound, issues } = item;
      const key = `${expected.detector} ${prevalence}`;
      const count = found.get(key) ?? { planted: 0, found: 0 };
      found.set(key, { planted: count.planted + 1, found: count.found + (isFound ? 1 : 0) });
      if (isFound) return;
      const own = issues.filter(({ detector }) => detector === expected.detector);
      const wasNamed = own.some(({ columns }) =>
        expected.columns.every((column) => columns.includes(column)),
      );
      const why = wasNamed ? 'named, but with none of the planted rows as evidence' : 'not found';
      bump(misses, `${expected.detector} at ${prevalence}: ${expected.columns.join(', ') || 'rows'} ${why}`);
    },
    addClean(clean: Clean): void {
      cleans.push(clean);
      for (const { detector, severity, columns, title } of clean.alarms) {
        if (severity === 'note') continue;
        const shape = title.replace(/\d[\d,.]*/g, '#');
        bump(
          alarms,
          `${detector} ${severity} on clean ${columns.join(', ') || 'rows'} (${clean.rowCount} rows): ${shape}`,
        );
      }
    },
    /** Every detector that is registered or has a planter, in the order of the planters. */
    rows(
      options: Pick<Family, 'planters' | 'registered'> & { prevalences: readonly Prevalence[] },
    ): DetectorRow[] {
      const { planters, registered, prevalences } = options;
      const ids = [...new Set([...planters.map(({ detector }) => detector), ...registered])];
      return ids.map((detector) =>
        rowOf({
          detector,
          elsewhere: planters.find((planter) => planter.detector === detector)?.elsewhere ?? 'no planter',
          isRegistered: registered.includes(detector),
          prevalences,
        }),
      );
    },
    /** Misses and false alarms, one line per kind with how often. */
    surprises(): string[] {
      const lines = (title: string, counts: Map<string, number>) =>
        [...counts].sort(([, a], [, b]) => b - a).map(([what, times]) => `${title} ${times} x ${what}`);
      return [...lines('miss', misses), ...lines('false alarm', alarms)];
    },
  };
}
