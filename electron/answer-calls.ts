import { channels } from './channels.ts';
import { isFromApp } from './sender-check.ts';

type Sender = Parameters<typeof isFromApp>[0];

/** The part of Electron's ipcMain that is used. */
interface CallReceiver<Event> {
  handle(channel: string, listener: (event: Event, ...values: unknown[]) => Promise<unknown>): void;
}

/** Answers what the preload asks for. A call from anything but a page of the app is refused. */
export function answerCalls<Event extends Sender>(
  ipcMain: CallReceiver<Event>,
  answers: {
    openPort: (event: Event) => Promise<void>;
    pickFile: () => Promise<string | null>;
    saveFile: (path: string) => Promise<string | null>;
  },
): void {
  const handle = (channel: string, answer: (event: Event, value: unknown) => Promise<unknown>) => {
    ipcMain.handle(channel, async (event, value) => {
      if (!isFromApp(event)) throw new Error(`${channel} was refused: it came from another page.`);
      return answer(event, value);
    });
  };
  handle(channels.openPort, (event) => answers.openPort(event));
  handle(channels.pickFile, () => answers.pickFile());
  handle(channels.saveFile, async (_event, path) => {
    if (typeof path !== 'string' || path === '') throw new Error('Saving needs the path of a file.');
    return answers.saveFile(path);
  });
}
