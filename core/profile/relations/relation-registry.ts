import { relationFanOut } from './detectors/fan-out.ts';
import { relationOrphan } from './detectors/orphan.ts';
import type { RelationDetector } from './detectors/relation-detector.ts';

/** Checks of a relation, those whose findings harm an evaluation most first. relation.key looks at one dataset alone. */
export const relationDetectors: readonly RelationDetector[] = [relationFanOut, relationOrphan];

/** Ids of all findings about relations, in the order in which they are documented. */
export const relationDetectorIds: readonly string[] = [
  ...relationDetectors.map(({ id }) => id),
  'relation.key',
];
