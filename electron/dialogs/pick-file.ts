import type { OpenDialogOptions } from 'electron';

interface OpenDialog<Window> {
  showOpenDialog(window: Window, options: OpenDialogOptions): Promise<{ filePaths: string[] }>;
}

/** Of the files that are read as tables, packed ones included. */
const dataExtensions = [
  ...['csv', 'tsv', 'tab', 'psv', 'txt', 'data', 'dat', 'parquet', 'pq', 'json', 'ndjson', 'jsonl'],
  ...['xlsx', 'xlsm', 'xls', 'ods', 'sqlite', 'sqlite3', 'db', 'arff', 'gz', 'zst'],
];

/** Asks for a data file or a run bundle. Null when nothing was picked. */
export async function pickFile<Window>(dialog: OpenDialog<Window>, window: Window): Promise<string | null> {
  const { filePaths } = await dialog.showOpenDialog(window, {
    title: 'Open a file',
    properties: ['openFile'],
    filters: [
      { name: 'Data and bundles', extensions: [...dataExtensions, 'assay', 'zip'] },
      { name: 'All files', extensions: ['*'] },
    ],
  });
  return filePaths[0] ?? null;
}
