/** A row of a CSV file as text. */
export interface CsvRecord {
  /** Line that it starts on, 1 for the first of the file. */
  readonly line: number;
  readonly fields: readonly string[];
  /** Whether it is an empty line, which gives one empty field; a quoted empty field is none. */
  readonly isBlank: boolean;
}

/** What goes against RFC 4180, and on which line. */
export interface CsvFault {
  readonly kind: 'text after quote' | 'open quote';
  readonly line: number;
}

/** Splits CSV text that comes in pieces into records. */
export interface CsvScanner {
  /** Takes the next piece and returns the records that it completes. Stops at the first fault. */
  push(text: string): CsvRecord[];
  /** What is left when the text ends. */
  end(): CsvRecord[];
  readonly fault: CsvFault | null;
}

type State = 'start' | 'plain' | 'quoted' | 'closed';

/** A scanner by RFC 4180: quotes are doubled inside quotes; lines end with LF, CRLF or CR. */
export function createCsvScanner({ delimiter, quote }: { delimiter: string; quote: string }): CsvScanner {
  /** Characters that change nothing, wherever they stand but behind a closing quote. */
  const ordinary = new RegExp(`[^\\r\\n${[delimiter, quote].map(inClass).join('')}]+`, 'y');
  let state: State = 'start';
  let field = '';
  let fields: string[] = [];
  let line = 1;
  let recordLine = 1;
  let quoteLine = 1;
  let heldReturn = false;
  let fault: CsvFault | null = null;
  let records: CsvRecord[] = [];

  function endField(): void {
    fields.push(field);
    field = '';
    state = 'start';
  }

  function endRecord(): void {
    const isBlank = state === 'start' && fields.length === 0;
    endField();
    records.push({ line: recordLine, fields, isBlank });
    fields = [];
    line++;
    recordLine = line;
  }

  function take(char: string): void {
    if (heldReturn) {
      heldReturn = false;
      endRecord();
      if (char === '\n') return;
    }
    if (state === 'quoted') {
      if (char === quote) state = 'closed';
      else field += char;
      if (char === '\n') line++;
    } else if (char === delimiter) endField();
    else if (char === '\n') endRecord();
    else if (char === '\r') heldReturn = true;
    else if (state === 'closed') {
      if (char === quote) {
        field += char;
        state = 'quoted';
      } else fault ??= { kind: 'text after quote', line };
    } else if (state === 'start' && char === quote) {
      state = 'quoted';
      quoteLine = line;
    } else {
      field += char;
      state = 'plain';
    }
  }

  function flush(): CsvRecord[] {
    const complete = records;
    records = [];
    return complete;
  }

  return {
    push(text) {
      for (let at = 0; at < text.length && fault === null; ) {
        ordinary.lastIndex = at;
        const run = heldReturn || state === 'closed' ? null : ordinary.exec(text)?.[0];
        if (run) {
          field += run;
          if (state === 'start') state = 'plain';
          at += run.length;
        } else take(text[at++] ?? '');
      }
      return flush();
    },
    end() {
      if (heldReturn) {
        heldReturn = false;
        endRecord();
      } else if (state === 'quoted') fault ??= { kind: 'open quote', line: quoteLine };
      else if (state !== 'start' || fields.length > 0) endRecord();
      return flush();
    },
    get fault() {
      return fault;
    },
  };
}

/** A character as it is written in a class of a regular expression. */
function inClass(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
