import { looksLikeData } from '../header.ts';
import type { StagedRows } from '../staged-rows.ts';
import { arrayCells, objectCells, parseJson } from './json-object.ts';

/** Elements of JSON on their way to the stage. */
export interface JsonRows {
  /**
   * Puts an element on the stage. Returns null, `names` for one that is the header, or else the reason why it is no
   * row.
   */
  take(element: Buffer): string | null;
  /** Of rows that are arrays, whether the first one was the header; null while none has come. */
  readonly hasHeader: boolean | null;
}

/** What `take` says of the header. */
export const isNames = 'names';

/** What is said of rows whose first one is no header. */
export const numberedNote = 'The first row looks like data, so the columns are numbered.';

/**
 * Rows that are all objects or all arrays, as the first element is. The first array is the header when all of its
 * cells are texts and they do not look like data, unless `header` says whether it is; the others must be as long.
 */
export function createJsonRows({ stage, header }: { stage: StagedRows; header?: boolean }): JsonRows {
  let kind: 'objects' | 'arrays' | null = null;
  let width = 0;
  let hasHeader: boolean | null = null;

  function takeFirst(values: readonly unknown[]): string | null {
    if (values.length === 0) return 'is an empty array';
    const texts = values.filter((value) => typeof value === 'string');
    hasHeader = header ?? (texts.length === values.length && !looksLikeData(texts));
    kind = 'arrays';
    width = values.length;
    if (!hasHeader) {
      stage.setNames(values.map((_, i) => `column ${i + 1}`));
      return takeArray(values);
    }
    const cells = arrayCells(values);
    if (typeof cells === 'string') return cells;
    stage.setNames(cells.map((cell) => String(cell ?? '')));
    return isNames;
  }

  function takeArray(values: readonly unknown[]): string | null {
    if (values.length !== width) {
      return `has ${values.length} ${values.length === 1 ? 'value' : 'values'} where ${width} are expected`;
    }
    const cells = arrayCells(values);
    return typeof cells === 'string' ? cells : stage.add(cells);
  }

  return {
    get hasHeader() {
      return hasHeader;
    },
    take(element) {
      const parsed = parseJson(element);
      if (typeof parsed === 'string') return parsed;
      const { value, text } = parsed;
      if (Array.isArray(value) && kind !== 'objects') {
        return kind === null ? takeFirst(value) : takeArray(value);
      }
      if (kind === 'arrays') return 'is no array as the first row is';
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'is no object';
      kind = 'objects';
      const cells = objectCells(value, text, stage);
      return typeof cells === 'string' ? cells : stage.add(cells);
    },
  };
}
