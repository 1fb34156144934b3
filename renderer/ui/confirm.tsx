import { Button, Modal } from '@mantine/core';
import type { ReactNode } from 'react';

/** Asks before something is lost. `children` says what will be lost. */
export function Confirm(props: {
  isOpen: boolean;
  title: string;
  children: ReactNode;
  action: string;
  isBusy?: boolean;
  onConfirm: () => void;
  onClose: () => void;
}) {
  return (
    <Modal opened={props.isOpen} onClose={props.onClose} title={props.title} size="md">
      <div className="stack">
        <div>{props.children}</div>
        <div className="row" style={{ justifyContent: 'flex-end' }}>
          <Button onClick={props.onClose} data-autofocus>
            Keep
          </Button>
          <Button variant="filled" color="red" loading={props.isBusy} onClick={props.onConfirm}>
            {props.action}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
