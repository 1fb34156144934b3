import { Modal } from '@mantine/core';
import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import { type Command, useAllCommands } from '../ui/commands.ts';

/** Every action on offer, found by typing. Arrow keys choose, Enter runs, Escape closes. */
export function CommandPalette({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Modal.Root opened={isOpen} onClose={onClose} size={560} yOffset="12vh" centered={false}>
      <Modal.Overlay />
      <Modal.Content aria-label="Commands">
        <Search onClose={onClose} />
      </Modal.Content>
    </Modal.Root>
  );
}

function Search({ onClose }: { onClose: () => void }) {
  const commands = useAllCommands();
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const listId = useId();
  const found = find(commands, text);
  const current = found[Math.min(active, found.length - 1)];

  useEffect(() => {
    if (current) document.getElementById(optionId(listId, current))?.scrollIntoView({ block: 'nearest' });
  }, [current, listId]);

  function run(command: Command): void {
    onClose();
    command.run();
  }

  function onKey(event: KeyboardEvent): void {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && found.length > 0) {
      event.preventDefault();
      setActive((Math.min(active, found.length - 1) + step + found.length) % found.length);
    } else if (event.key === 'Enter' && current) {
      event.preventDefault();
      run(current);
    }
  }

  return (
    <>
      <input
        className="palette-input"
        data-autofocus
        role="combobox"
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={current ? optionId(listId, current) : undefined}
        aria-label="Search or run a command"
        placeholder="Search or run a command"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKey}
      />
      <div className="palette-list" role="listbox" id={listId} aria-label="Commands">
        {found.length === 0 ? <p className="palette-group">No action has these words.</p> : null}
        {found.map((command, i) => (
          <div key={command.id} role="presentation">
            {command.group !== found[i - 1]?.group ? (
              <div className="palette-group" role="presentation">
                {command.group}
              </div>
            ) : null}
            {/* biome-ignore lint/a11y/useKeyWithClickEvents: the input handles the keys for the whole list */}
            <div
              id={optionId(listId, command)}
              className="palette-item"
              role="option"
              tabIndex={-1}
              aria-selected={command === current}
              onClick={() => run(command)}
              onMouseMove={() => setActive(i)}
            >
              <span className="truncate">{command.label}</span>
              {command.keys ? <kbd>{command.keys}</kbd> : null}
            </div>
          </div>
        ))}
      </div>
    </>
  );
}

/** Commands in which every word typed begins a word, grouped in the order of their groups. */
function find(commands: readonly Command[], text: string): Command[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const found = commands.filter((command) => {
    if (command.isDisabled) return false;
    const hay = ` ${command.label} ${command.group} ${command.words ?? ''}`.toLowerCase();
    return words.every((word) => hay.includes(` ${word}`) || (word.length > 2 && hay.includes(word)));
  });
  const groups = [...new Set(found.map(({ group }) => group))].sort(
    (a, b) => Number(b === 'This page') - Number(a === 'This page'),
  );
  return groups.flatMap((group) => found.filter((command) => command.group === group));
}

function optionId(listId: string, command: Command): string {
  return `${listId}-${command.id}`;
}
