/**
 * What the window runs in. Both hosts carry the same calls to the same engine; only files and the link differ.
 */
export interface Host {
  readonly kind: 'browser' | 'desktop';
  /** Asks for a data file or a bundle. Null when nothing was chosen. */
  pickFile(): Promise<string | null>;
  /** The path under which the engine can read a file that was dropped or chosen. */
  pathOf(file: File): Promise<string>;
  /** Hands a file of the project to the user. Where it went, or null when that is not known or not wanted. */
  saveFile(path: string): Promise<string | null>;
}

/** What the preload script of the desktop app exposes as `window.assay`. */
export interface DesktopBridge {
  pathForFile(file: File): string;
  /**
   * Asks for a link to the engine. A MessagePort cannot cross the bridge as a value, so it arrives as a window
   * message: `postMessage('assay:port', origin, [port])`. Asking again gives a new port.
   */
  openPort(): Promise<void>;
  pickFile(): Promise<string | null>;
  /** Asks where to, and copies the file there. */
  saveFile(path: string): Promise<string | null>;
}

declare global {
  interface Window {
    assay?: DesktopBridge;
  }
}

/** The host of this window. */
export const host: Host = window.assay ? desktopHost(window.assay) : browserHost();

function desktopHost(bridge: DesktopBridge): Host {
  return {
    kind: 'desktop',
    pickFile: () => bridge.pickFile(),
    pathOf: async (file) => bridge.pathForFile(file),
    saveFile: (path) => bridge.saveFile(path),
  };
}

function browserHost(): Host {
  return {
    kind: 'browser',
    async pickFile() {
      const file = await chooseFile();
      return file ? upload(file) : null;
    },
    pathOf: upload,
    async saveFile(path) {
      const link = document.createElement('a');
      link.href = `/files?path=${encodeURIComponent(path)}`;
      link.download = path.split(/[/\\]/).at(-1) ?? '';
      link.click();
      return null;
    },
  };
}

async function upload(file: File): Promise<string> {
  const response = await fetch(`/files?name=${encodeURIComponent(file.name)}`, {
    method: 'POST',
    body: file,
  });
  if (!response.ok) throw new Error(await refusal(response, file.name));
  const answer: { path: string } = await response.json();
  return answer.path;
}

async function refusal(response: Response, name: string): Promise<string> {
  const text = await response.text();
  try {
    const { message }: { message?: string } = JSON.parse(text);
    if (message) return message;
  } catch {
    // Not JSON: the text is the message.
  }
  return `"${name}" could not be handed to the engine: ${text || response.statusText}`;
}

function chooseFile(): Promise<File | null> {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept =
    '.csv,.tsv,.tab,.psv,.txt,.data,.dat,.parquet,.pq,.json,.ndjson,.jsonl,.xlsx,.xlsm,.xls,.ods,.sqlite,.sqlite3,.db,.arff,.gz,.zst,.assay,.zip';
  return new Promise((resolve) => {
    input.addEventListener('change', () => resolve(input.files?.[0] ?? null), { once: true });
    input.addEventListener('cancel', () => resolve(null), { once: true });
    input.click();
  });
}
