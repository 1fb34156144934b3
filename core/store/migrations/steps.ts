import { initial } from './001-initial.ts';
import { notesAndContracts } from './002-notes-and-contracts.ts';
import { relations } from './003-relations.ts';
import { results } from './004-results.ts';
import { thresholds } from './005-thresholds.ts';

/** Numbered steps from an empty database to today's: step n brings `user_version` n - 1 to n. Never edit one. */
export const migrationSteps: readonly string[] = [initial, notesAndContracts, relations, results, thresholds];
