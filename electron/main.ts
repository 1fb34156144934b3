import { join } from 'node:path';
import {
  app,
  type BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  MessageChannelMain,
  type MessagePortMain,
  protocol,
  session,
} from 'electron';
import { answerCalls } from './answer-calls.ts';
import { appScheme, appSchemePrivileges } from './app-origin.ts';
import { answerAppRequest } from './app-protocol.ts';
import { channels } from './channels.ts';
import { chooseProject } from './choose-project.ts';
import { pickFile } from './dialogs/pick-file.ts';
import { pickFolder } from './dialogs/pick-folder.ts';
import { saveFile } from './dialogs/save-file.ts';
import { type EngineSupervisor, superviseEngine } from './engine-supervisor.ts';
import { forkEngine } from './fork-engine.ts';
import { menuTemplate } from './menu/menu-template.ts';
import { rememberedProject, rememberProject } from './remembered-project.ts';
import { unpackedPath } from './unpacked-path.ts';
import { guardContents } from './windows/guard-contents.ts';
import { guardSession } from './windows/guard-session.ts';
import { openMainWindow } from './windows/main-window.ts';

const own = import.meta.dirname;

app.enableSandbox();
protocol.registerSchemesAsPrivileged([appSchemePrivileges]);
if (app.requestSingleInstanceLock()) void app.whenReady().then(start);
else app.quit();

function start(): void {
  const projectDirectory = chooseProject({
    argv: process.argv.slice(1),
    currentDirectory: process.cwd(),
    remembered: rememberedProject(app.getPath('userData')),
    documents: app.getPath('documents'),
  });
  guardSession(session.defaultSession);
  app.on('web-contents-created', (_event, contents) => guardContents(contents));
  protocol.handle(appScheme, (request) => answerAppRequest(join(own, '../renderer'), request));

  const supervisor = superviseEngine<MessagePortMain>({
    fork: () =>
      forkEngine({
        modulePath: unpackedPath(join(own, '../engine/electron/engine-process.mjs')),
        projectDirectory,
      }),
    schedule: (run, delayMs) => {
      const timer = setTimeout(run, delayMs);
      return () => clearTimeout(timer);
    },
    onDeath: () => {
      if (!window.isDestroyed()) window.webContents.send(channels.engineDown);
    },
    onFailure: ({ message }) => {
      dialog.showErrorBox('Assay cannot open this project', `${projectDirectory}\n\n${message}`);
      app.quit();
    },
  });
  let window = openMainWindow(join(own, 'preload.cjs'));
  rememberProject(app.getPath('userData'), projectDirectory);
  answerCalls(ipcMain, {
    openPort: ({ sender }) => openPort(supervisor, sender),
    pickFile: () => pickFile(dialog, window),
    saveFile: (path) => saveFile(path, { dialog, window, projectDirectory }),
  });
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(
      menuTemplate({
        platform: process.platform,
        isPackaged: app.isPackaged,
        openProject: () => void openProject(window),
      }),
    ),
  );

  app.on('second-instance', () => focus(window));
  app.on('activate', () => {
    if (window.isDestroyed()) window = openMainWindow(join(own, 'preload.cjs'));
    else focus(window);
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  quitAfter(supervisor);
}

async function openPort(
  supervisor: EngineSupervisor<MessagePortMain>,
  sender: Electron.WebContents,
): Promise<void> {
  const { port1, port2 } = new MessageChannelMain();
  await supervisor.connect(port1);
  sender.postMessage(channels.port, null, [port2]);
}

async function openProject(window: BrowserWindow): Promise<void> {
  const folder = await pickFolder(dialog, window);
  if (folder === null) return;
  app.relaunch({ args: [...(app.isPackaged ? [] : [app.getAppPath()]), '--project', folder] });
  app.quit();
}

function focus(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.focus();
}

/** Holds the app's end back until the engine has let go of the project. */
function quitAfter(supervisor: EngineSupervisor<MessagePortMain>): void {
  let isStopped = false;
  app.on('will-quit', (event) => {
    if (isStopped) return;
    event.preventDefault();
    void supervisor.stop().finally(() => {
      isStopped = true;
      app.quit();
    });
  });
}
