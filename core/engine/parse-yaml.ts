import { type Document, isMap, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { CoreError } from '../errors.ts';
import { nearest } from '../shared/nearest.ts';

/**
 * YAML text as a value of the schema. `source` names the text in errors. Throws SPEC_INVALID, which names the line,
 * the key and what was expected; an unknown key comes with the nearest known one.
 */
export function parseYaml<Schema extends z.ZodType>(
  text: string,
  { source, schema }: { source: string; schema: Schema },
): z.output<Schema> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const broken = document.errors[0];
  if (broken) throw invalid(source, lines.linePos(broken.pos[0]).line, broken.message);
  const result = schema.safeParse(document.toJS({ maxAliasCount: 100 }));
  if (result.success) return result.data;
  const issue = deepest(result.error.issues[0]);
  const key = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  const path = key === undefined ? issue.path : [...issue.path, key];
  throw invalid(source, lineOf(document, lines, path), describe({ issue, path, document, schema }));
}

type Issue = z.core.$ZodIssue;

/** Inside a union the issue of the branch that came furthest says more than "no branch fits". */
function deepest(issue: Issue | undefined): Issue {
  if (!issue) throw new Error('Invariant broken: a failed parse has an issue');
  if (issue.code !== 'invalid_union') return issue;
  const inner = issue.errors.map((errors) => errors[0]).filter((error) => error !== undefined);
  const best = inner.sort((a, b) => b.path.length - a.path.length)[0];
  return best ? deepest({ ...best, path: [...issue.path, ...best.path] }) : issue;
}

function describe(options: {
  issue: Issue;
  path: readonly PropertyKey[];
  document: Document;
  schema: z.ZodType;
}): string {
  const { issue, path, document, schema } = options;
  const name = path.map(String).join('.');
  if (issue.code !== 'unrecognized_keys') {
    const isAbsent = document.getIn(path.map(String)) === undefined;
    return name ? `${isAbsent ? 'missing ' : ''}"${name}": ${issue.message}` : issue.message;
  }
  const key = String(path.at(-1));
  const known = knownKeys(issue.path, document, schema);
  const near = nearest(key, known);
  const hint = near
    ? `did you mean "${near}"?`
    : known.length
      ? `known are ${known.join(', ')}.`
      : 'remove it.';
  return `unknown key "${name}"; ${hint}`;
}

/** Keys that the schema knows at this path; where several kinds of thing may stand, those of the kind that does. */
function knownKeys(path: readonly PropertyKey[], document: Document, root: z.ZodType): string[] {
  let schema: JsonSchema = z.toJSONSchema(root, { io: 'input' });
  for (const [depth, part] of path.entries()) {
    const next: unknown = typeof part === 'number' ? schema.items : schema.properties?.[String(part)];
    if (!isSchema(next)) return [];
    const kind = document.getIn([...path.slice(0, depth + 1).map(toKey), 'kind']);
    schema = (next.oneOf ?? []).filter(isSchema).find((option) => kindOf(option) === kind) ?? next;
  }
  return Object.keys(schema.properties ?? {});
}

type JsonSchema = z.core.JSONSchema.BaseSchema;

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function kindOf({ properties }: JsonSchema): unknown {
  return isSchema(properties?.kind) ? properties.kind.const : undefined;
}

/** Line of the node at the path, or of the nearest one above it that the text has. */
function lineOf(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const parent =
      length === 1 ? document.contents : document.getIn(path.slice(0, length - 1).map(toKey), true);
    const last = toKey(path[length - 1] ?? '');
    if (isMap(parent)) {
      const pair = parent.items.find((item) => String(item.key) === String(last));
      const key = pair?.key;
      if (typeof key === 'object' && key !== null && 'range' in key && Array.isArray(key.range)) {
        return lines.linePos(Number(key.range[0])).line;
      }
    }
  }
  return 1;
}

function toKey(part: PropertyKey): string | number {
  return typeof part === 'number' ? part : String(part);
}

function invalid(source: string, line: number, what: string): CoreError {
  return new CoreError('SPEC_INVALID', `${source}, line ${line}: ${what}`, {
    details: { path: source, line },
  });
}
