import type { SourceCell } from '../staged-rows.ts';
import { type ArffWord, arffValues, readQuoted } from './arff-words.ts';

/** A column of an ARFF file. */
export interface ArffAttribute {
  readonly name: string;
  /** The cell that a word stands for, or the reason why it stands for none. */
  readonly cell: (word: ArffWord) => { value: SourceCell } | string;
  /** What a sparse row leaves out. */
  readonly sparse: SourceCell;
}

/** The attribute that the text behind `@attribute` declares, or the reason why it declares none. */
export function arffAttribute(declaration: string): ArffAttribute | string {
  const quoted = readQuoted(declaration, 0);
  if (quoted === 'open') return 'has a name whose quote is never closed';
  const plain = /^[^\s{]+/.exec(declaration)?.[0] ?? '';
  const name = quoted ? quoted.text : plain;
  const type = declaration.slice(quoted ? quoted.after : plain.length).trim();
  if (/^(numeric|real|integer)\b/i.test(type)) return { name, cell: numberCell, sparse: 0 };
  if (/^string\b/i.test(type)) return { name, cell: textCell, sparse: '' };
  if (/^date\b/i.test(type)) return { name, cell: dateCell(type.slice(4).trim()), sparse: null };
  if (type.startsWith('{') && type.endsWith('}')) {
    const levels = arffValues(type.slice(1, -1))?.map((word) => word.text);
    if (!levels) return 'has a list of values whose quotes are not closed';
    return { name, cell: levelCell(levels), sparse: levels[0] ?? null };
  }
  if (/^relational\b/i.test(type)) return 'is relational, which is not read; flatten it first';
  return `has the type ${JSON.stringify(type.slice(0, 40))}, which is none of numeric, string, date and {…}`;
}

function numberCell({ text }: ArffWord): { value: SourceCell } | string {
  if (/^[+-]?[0-9]+$/.test(text)) return { value: BigInt(text.replace('+', '')) };
  const value = text === '' || /^0[xbo]/i.test(text) ? Number.NaN : Number(text);
  return Number.isFinite(value) || /^[+-]?(nan|inf(inity)?)$/i.test(text)
    ? { value: Number.isFinite(value) ? value : notFinite(text) }
    : `has ${quote(text)} where a number is declared`;
}

function notFinite(text: string): number {
  if (/nan/i.test(text)) return Number.NaN;
  return text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

function textCell({ text }: ArffWord): { value: SourceCell } {
  return { value: text };
}

function levelCell(levels: readonly string[]): ArffAttribute['cell'] {
  const known = new Set(levels);
  return ({ text }) =>
    known.has(text) ? { value: text } : `has ${quote(text)}, which is not among the declared values`;
}

/** Dates in the default format, which is ISO 8601, or in one of year, month and day; others stay as they are written. */
function dateCell(format: string): ArffAttribute['cell'] {
  const pattern = readQuoted(format, 0);
  const said = pattern && pattern !== 'open' ? pattern.text : format;
  const order = /^(dd|MM|yyyy)([-./])(dd|MM|yyyy)\2(dd|MM|yyyy)$/.exec(said);
  return ({ text }) => {
    const parts = order ? text.split(order[2] ?? '-') : [];
    if (!order || parts.length !== 3) return { value: text.replace(/^(\d{4}-\d{2}-\d{2})T/, '$1 ') };
    const part = (name: string) => parts[[order[1], order[3], order[4]].indexOf(name)] ?? '';
    return { value: `${part('yyyy')}-${part('MM').padStart(2, '0')}-${part('dd').padStart(2, '0')}` };
  };
}

function quote(text: string): string {
  return JSON.stringify(text.slice(0, 60));
}
