import { CoreError } from '../../errors.ts';
import type { SourceCell } from '../staged-rows.ts';
import { type ArffAttribute, arffAttribute } from './arff-attribute.ts';
import { type ArffWord, arffValues } from './arff-words.ts';
import type { RowReader } from './row-reader.ts';
import { type TextLine, textLines } from './text-lines.ts';

/**
 * Rows of an ARFF file: numeric, nominal, string and date attributes, dense and sparse rows, `?` for missing. Weights of
 * rows are passed over.
 * Format: Weka, Attribute-Relation File Format.
 */
export const readArff: RowReader = async ({ path, name, isCut, stage, bad, good, onBytes, signal }) => {
  const attributes: ArffAttribute[] = [];
  let isData = false;
  for await (const { lines, readBytes } of textLines(path, { isCut, signal })) {
    for (const each of lines) {
      const text = each.text.trim();
      if ((text === '' || text.startsWith('%')) && each.fault === null) continue;
      if (!isData) {
        isData = takeDeclaration({ ...each, text }, attributes, name);
        if (isData) stage.setNames(attributes.map((attribute) => attribute.name));
        continue;
      }
      const cells = each.fault ?? arffCells(text, attributes);
      const reason = typeof cells === 'string' ? cells : stage.add(cells);
      if (reason === null) good?.(each.line, () => each.text);
      else bad({ line: each.line, text: each.text, reason });
      if (stage.mustFlush) await stage.flush(readBytes);
      if (stage.isFull) break;
    }
    await stage.flush(readBytes);
    onBytes(readBytes);
    if (stage.isFull) break;
  }
  if (!isData) throw malformed(name, 1, 'has no line @data; it is no ARFF file, or cut off');
  return { notes: [] };
};

/** Takes a line of the head; true for the last one. */
function takeDeclaration(
  { line, text, fault }: TextLine,
  attributes: ArffAttribute[],
  name: string,
): boolean {
  if (fault) throw malformed(name, line, fault);
  const [, keyword = '', rest = ''] = /^@(\w+)\s*([\s\S]*)$/.exec(text) ?? [];
  switch (keyword.toLowerCase()) {
    case 'relation':
      return false;
    case 'attribute': {
      const attribute = arffAttribute(rest);
      if (typeof attribute === 'string') throw malformed(name, line, attribute);
      attributes.push(attribute);
      return false;
    }
    case 'data':
      if (attributes.length === 0) throw malformed(name, line, 'comes to its data without a line @attribute');
      return true;
    default:
      throw malformed(name, line, 'is none of @relation, @attribute and @data');
  }
}

function malformed(name: string, line: number, what: string): CoreError {
  return new CoreError('ARFF_MALFORMED', `${name}, line ${line} ${what}; mend that line.`, {
    details: { line },
  });
}

function arffCells(text: string, attributes: readonly ArffAttribute[]): SourceCell[] | string {
  if (text.startsWith('{')) return sparseCells(text, attributes);
  const words = arffValues(text.replace(/,\s*\{[^{}'"]*\}$/, ''));
  if (!words) return 'has a quote that is not closed, or text behind one';
  if (words.length !== attributes.length) {
    return `has ${words.length} values where ${attributes.length} are declared`;
  }
  const cells: SourceCell[] = [];
  for (const [i, attribute] of attributes.entries()) {
    const cell = cellOf(words[i], attribute);
    if (typeof cell === 'string') return cell;
    cells.push(cell.value);
  }
  return cells;
}

function sparseCells(text: string, attributes: readonly ArffAttribute[]): SourceCell[] | string {
  const end = text.lastIndexOf(
    '}',
    /\}\s*,\s*\{[^{}'"]*\}$/.test(text) ? text.lastIndexOf('{') : text.length,
  );
  if (end < 0) return 'has no closing brace';
  const cells = attributes.map((attribute) => attribute.sparse);
  const inner = text.slice(1, end).trim();
  if (inner === '') return cells;
  for (const pair of sparsePairs(inner)) {
    const attribute = attributes[pair.index];
    if (!attribute || !pair.word) return 'has a sparse value without a column that is declared';
    const cell = cellOf(pair.word, attribute);
    if (typeof cell === 'string') return cell;
    cells[pair.index] = cell.value;
  }
  return cells;
}

/** `2 a, 5 'b, c'` as places and words. */
function* sparsePairs(text: string): Generator<{ index: number; word: ArffWord | null }> {
  const pattern = /\s*(\d+)\s+('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|[^,'"][^,]*?)\s*(?:,|$)/y;
  while (pattern.lastIndex < text.length) {
    const match = pattern.exec(text);
    if (!match) {
      yield { index: -1, word: null };
      return;
    }
    yield { index: Number(match[1]), word: arffValues(match[2] ?? '')?.[0] ?? null };
  }
}

function cellOf(word: ArffWord | undefined, attribute: ArffAttribute): { value: SourceCell } | string {
  if (!word) return 'has too few values';
  if (!word.isQuoted && word.text === '?') return { value: null };
  const cell = attribute.cell(word);
  return typeof cell === 'string' ? `${cell}, in column ${JSON.stringify(attribute.name)}` : cell;
}
