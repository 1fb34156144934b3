import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import { jsonSerializers } from '../../core/contract/serializers.ts';
import { type Carrier, engineDown } from './connection.ts';
import type { DesktopBridge } from './host.ts';

/** The WebSocket of the browser host, at the page's own origin. */
export function openSocket(): Promise<Carrier> {
  const { protocol, host } = window.location;
  const websocket = new WebSocket(`${protocol === 'https:' ? 'wss' : 'ws'}://${host}/rpc`);
  const ended = new Promise<void>((resolve) => {
    websocket.addEventListener('close', () => resolve(), { once: true });
  });
  return new Promise((resolve, reject) => {
    websocket.addEventListener('open', () => {
      resolve({ link: new SocketLink({ websocket, customJsonSerializers: [...jsonSerializers] }), ended });
    });
    void ended.then(() => reject(engineDown()));
  });
}

/** The MessagePort of the desktop host. It arrives as a window message after it was asked for. */
export async function openPort(bridge: DesktopBridge): Promise<Carrier> {
  const arrival = new Promise<MessagePort>((resolve) => {
    function receive(event: MessageEvent): void {
      const [port] = event.ports;
      if (event.source !== window || event.data !== 'assay:port' || !port) return;
      window.removeEventListener('message', receive);
      resolve(port);
    }
    window.addEventListener('message', receive);
  });
  await bridge.openPort();
  const port = await arrival;
  const ended = new Promise<void>((resolve) => {
    port.addEventListener('close', () => resolve(), { once: true });
  });
  closeWithEngine(port);
  const link = new PortLink({ port, customJsonSerializers: [...jsonSerializers] });
  port.start();
  return { link, ended };
}

/** Only Electron closes a port whose other end died, so main says it too: "assay:engine-down" closes the port. */
function closeWithEngine(port: MessagePort): void {
  function receive(event: MessageEvent): void {
    if (event.source !== window || event.data !== 'assay:engine-down') return;
    window.removeEventListener('message', receive);
    port.dispatchEvent(new Event('close'));
  }
  window.addEventListener('message', receive);
  port.addEventListener('close', () => window.removeEventListener('message', receive), { once: true });
}
