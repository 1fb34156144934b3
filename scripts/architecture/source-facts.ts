import { parseSync } from 'vite';
import { looksLikeSql } from './looks-like-sql.ts';
import { type SyntaxNode, walkSyntax } from './walk-syntax.ts';

/** An import, export-from, import() or import type. `isErased` when nothing of it is left at run time. */
export interface ImportFact {
  readonly specifier: string;
  readonly line: number;
  readonly isErased: boolean;
}

/** What the rules need to know of a source file. `path` is relative to the repository. */
export interface SourceFacts {
  readonly path: string;
  readonly lineCount: number;
  readonly imports: readonly ImportFact[];
  readonly sqlLines: readonly number[];
  readonly randomLines: readonly number[];
  readonly clockLines: readonly number[];
  readonly anyLines: readonly number[];
  readonly suppressionLines: readonly number[];
}

/** Parses a TypeScript or JavaScript file; throws where it does not parse. */
export function readSourceFacts(path: string, text: string): SourceFacts {
  const { program, comments, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path} does not parse: ${errors[0]?.message}`);
  const nodes: SyntaxNode[] = [];
  walkSyntax(program, (node) => nodes.push(node));
  const lineOf = ({ start }: { start: number }) => text.slice(0, start).split('\n').length;
  const linesWhere = (matches: (node: SyntaxNode) => boolean) => nodes.filter(matches).map(lineOf);
  const assigned = new Set(
    nodes.flatMap((node) => (node.type === 'AssignmentExpression' ? node.left.start : [])),
  );
  const reads = (object: string, property: string) =>
    linesWhere((node) => isMember(node, object, property) && !assigned.has(node.start));
  return {
    path,
    lineCount: text.replace(/\n$/, '').split('\n').length,
    imports: nodes.flatMap((node) => {
      const found = importOf(node);
      return found === null ? [] : { ...found, line: lineOf(node) };
    }),
    sqlLines: linesWhere((node) => looksLikeSql(textOf(node))),
    randomLines: reads('Math', 'random'),
    clockLines: reads('Date', 'now'),
    anyLines: linesWhere((node) => node.type === 'TSAnyKeyword'),
    suppressionLines: comments.filter(({ value }) => /@ts-(ignore|nocheck)/.test(value)).map(lineOf),
  };
}

function importOf(node: SyntaxNode): Omit<ImportFact, 'line'> | null {
  switch (node.type) {
    case 'ImportDeclaration':
      return { specifier: node.source.value, isErased: node.importKind === 'type' };
    case 'ExportAllDeclaration':
      return { specifier: node.source.value, isErased: node.exportKind === 'type' };
    case 'ExportNamedDeclaration':
      return node.source && { specifier: node.source.value, isErased: node.exportKind === 'type' };
    case 'TSImportType':
      return { specifier: node.source.value, isErased: true };
    case 'ImportExpression':
      return { specifier: textOf(node.source) || '(computed)', isErased: false };
    case 'CallExpression': {
      const isRequire = node.callee.type === 'Identifier' && node.callee.name === 'require';
      const [argument] = node.arguments;
      return isRequire && argument ? { specifier: textOf(argument), isErased: false } : null;
    }
    default:
      return null;
  }
}

function isMember(node: SyntaxNode, object: string, property: string): boolean {
  return (
    node.type === 'MemberExpression' &&
    node.object.type === 'Identifier' &&
    node.object.name === object &&
    node.property.type === 'Identifier' &&
    node.property.name === property
  );
}

function textOf(node: SyntaxNode): string {
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : '';
  if (node.type !== 'TemplateLiteral') return '';
  return node.quasis.map((part) => part.value.cooked ?? part.value.raw).join('?');
}
