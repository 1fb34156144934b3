import type { Foreign } from '../load/typed-csv/parquet/stored-file.ts';
import { readStoredNumbers, type StoredColumn } from '../load/typed-csv/parquet/stored-numbers.ts';
import { type ProseTask, readStoredProse } from '../load/typed-csv/parquet/stored-prose.ts';
import { type CodedKeys, codeKeys } from './code-keys.ts';
import { type ScoreWork, scoreCells } from './coded-scores.ts';
import {
  type AssociationColumn,
  associate,
  type associationMeasures,
  mayReach,
} from './column-association.ts';
import { type CentredNumbers, centreNumbers } from './correlation-ratio.ts';
import { type BoundedColumn, countBeyond } from './count-beyond.ts';
import { type CountedTexts, countStoredTexts } from './counted-texts.ts';
import { fitLogistic, type LogisticWork } from './label/logistic-fit.ts';
import { type MixedScreen, screenMixed } from './mixed-screen.ts';
import { type MomentSummary, summarizeMoments } from './moment-summary.ts';
import { findNeighbours, type Neighbours, type NeighbourWork } from './near/neighbours.ts';
import { type NumberScreen, screenNumbers } from './number-screen.ts';
import { type NumberSummary, summarizeNumbers } from './numeric-facts.ts';
import { type RankedColumn, rankColumn } from './ranks.ts';
import { equalRows, repeatedKeys } from './repeated-keys.ts';
import { inSharedMemory } from './shared-memory.ts';
import type { FeatureScore } from './single-feature.ts';
import { readUniqueTexts, type UniqueTask, type UniqueTexts } from './stored-unique-texts.ts';
import { correlationMatrix } from './variance-inflation.ts';

/** What each kind of work starts from. */
export interface TaskInputs {
  stored: StoredColumn;
  'stored-texts': { path: string; name: string };
  'stored-prose': ProseTask;
  'stored-unique': UniqueTask;
  numbers: Float64Array;
  moments: Float64Array;
  rank: Float64Array;
  centre: Float64Array;
  pairs: PairWork;
  equals: readonly Float64Array[];
  repeats: { keys: Float64Array; most: number };
  codes: Float64Array;
  logistic: LogisticWork;
  neighbours: NeighbourWork;
  correlations: readonly Float64Array[];
  'screen-numbers': NumberScreen;
  'screen-mixed': MixedScreen;
  scores: ScoreWork;
  edges: { columns: readonly BoundedColumn[]; rowCount: number };
}

/** What it ends in. Large arrays are in shared memory. */
export interface TaskAnswers {
  stored: Float64Array | Foreign;
  'stored-texts': CountedTexts | null | Foreign;
  'stored-prose': string[] | null | Foreign;
  'stored-unique': UniqueTexts | null | Foreign;
  numbers: NumberSummary;
  moments: MomentSummary;
  rank: RankedColumn;
  centre: CentredNumbers;
  pairs: FoundPair[];
  equals: number[][];
  repeats: number[][] | null;
  codes: CodedKeys;
  logistic: Float64Array;
  neighbours: Neighbours;
  correlations: Float64Array;
  /** Two positions for each pair. */
  'screen-numbers': number[];
  'screen-mixed': number[];
  scores: (FeatureScore | null)[];
  edges: Uint8Array;
}

export type TaskKind = keyof TaskInputs;

/** Columns to be compared; `pairs` holds two positions for each pair. */
export interface PairWork {
  readonly columns: readonly (AssociationColumn | null)[];
  readonly pairs: Uint32Array;
  /** Absolute strength that a pair must reach, and rows with both. */
  readonly least: number;
  readonly leastRows: number;
}

/** A pair that is strong enough. */
export interface FoundPair {
  readonly a: number;
  readonly b: number;
  readonly strength: number;
  readonly rows: number;
  readonly measure: keyof typeof associationMeasures;
}

/**
 * The heavy parts of a profile as functions of plain data, for threads. Long ones await `pause` between pieces, for
 * where they run on the thread of whoever asks.
 */
export const profileTasks: {
  [Kind in TaskKind]: (
    input: TaskInputs[Kind],
    pause?: () => Promise<void>,
  ) => TaskAnswers[Kind] | Promise<TaskAnswers[Kind]>;
} = {
  stored: readStoredNumbers,
  'stored-texts': countStoredTexts,
  'stored-prose': readStoredProse,
  'stored-unique': readUniqueTexts,
  numbers(values) {
    const summary = summarizeNumbers(values);
    return { ...summary, sorted: inSharedMemory(summary.sorted) };
  },
  moments(values) {
    const summary = summarizeMoments(values);
    return { ...summary, sorted: inSharedMemory(summary.sorted) };
  },
  rank(values) {
    const { ranks, mask, bins, ...ranked } = rankColumn(values);
    return {
      ...ranked,
      ranks: inSharedMemory(ranks),
      mask: mask && inSharedMemory(mask),
      bins: { ...bins, codes: inSharedMemory(bins.codes) },
    };
  },
  centre(values) {
    const { missing, ...centred } = centreNumbers(values);
    return { ...centred, missing: inSharedMemory(missing) };
  },
  pairs({ columns, pairs, least, leastRows }) {
    const found: FoundPair[] = [];
    for (let i = 0; i < pairs.length; i += 2) {
      const [a = 0, b = 0] = pairs.subarray(i, i + 2);
      const [first, second] = [columns[a], columns[b]];
      if (!first || !second || !mayReach(first, second, least)) continue;
      const { strength, rows, measure } = associate(first, second);
      if (Math.abs(strength) >= least && rows >= leastRows) found.push({ a, b, strength, rows, measure });
    }
    return found;
  },
  equals: equalRows,
  repeats: ({ keys, most }) => repeatedKeys(keys, most),
  codes: codeKeys,
  logistic: fitLogistic,
  neighbours: findNeighbours,
  correlations: correlationMatrix,
  'screen-numbers': screenNumbers,
  'screen-mixed': screenMixed,
  scores: scoreCells,
  edges: countBeyond,
};
