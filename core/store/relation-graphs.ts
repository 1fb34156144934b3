import type { DatasetVersionId } from '../contract/ids.ts';
import { type RelationGraph, relationGraph } from '../contract/relation.ts';
import { canonicalJson } from '../shared/canonical-json.ts';
import { inDatabase } from './in-database.ts';
import { fromJsonText, toJsonText } from './json-text.ts';
import type { Project } from './project.ts';

const mostKept = 50;

/** The relations that this engine version inferred between these versions, in whatever order, or null. */
export function getRelationGraph(
  project: Project,
  key: { versions: readonly DatasetVersionId[]; engineVersion: string },
): RelationGraph | null {
  return inDatabase(project.path, () => {
    const document = project.database
      .prepare<[string, string], string>(
        'SELECT document FROM relation_graphs WHERE versions = ? AND engine_version = ?',
      )
      .pluck()
      .get(keyOf(key.versions), key.engineVersion);
    return document === undefined ? null : relationGraph.parse(fromJsonText(document));
  });
}

/** Keeps a graph; of all graphs the 50 that were kept last stay. */
export function saveRelationGraph(
  project: Project,
  { graph, engineVersion }: { graph: RelationGraph; engineVersion: string },
): void {
  inDatabase(project.path, () => {
    const { database } = project;
    database
      .prepare('INSERT OR REPLACE INTO relation_graphs (versions, engine_version, document) VALUES (?, ?, ?)')
      .run(keyOf(graph.versions), engineVersion, toJsonText(graph));
    database
      .prepare(
        'DELETE FROM relation_graphs WHERE rowid NOT IN (SELECT rowid FROM relation_graphs ORDER BY rowid DESC LIMIT ?)',
      )
      .run(mostKept);
  });
}

function keyOf(versions: readonly DatasetVersionId[]): string {
  return canonicalJson([...versions].sort());
}
