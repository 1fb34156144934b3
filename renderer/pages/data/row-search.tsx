import { TextInput } from '@mantine/core';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { commandKey, isTyping } from '../../frame/keys.ts';
import { useCommands } from '../../ui/commands.ts';
import { IconSearch, IconX } from '../../ui/icons.ts';

/** The palette gives the focus back before it is taken from it. */
const afterPaletteMs = 200;

/**
 * Looks for a text in every column. Ctrl F and / come here from anywhere on the page, Escape clears and then leaves,
 * Enter goes on to the rows.
 */
export function RowSearch(props: {
  text: string;
  onChange: (text: string) => void;
  /** Goes back to the rows. */
  onLeave: () => void;
}) {
  const { text, onChange, onLeave } = props;
  const input = useRef<HTMLInputElement>(null);

  useEffect(() => {
    function onKey(event: KeyboardEvent | globalThis.KeyboardEvent): void {
      const isFind = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'f';
      const isSlash = event.key === '/' && !event.ctrlKey && !event.metaKey && !isTyping(event.target);
      if (!(isFind || isSlash) || document.querySelector('[role=dialog]')) return;
      event.preventDefault();
      input.current?.select();
    }
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);

  useCommands([
    {
      id: 'search-rows',
      label: 'Search the rows',
      group: 'This page',
      keys: `${commandKey} F`,
      words: 'find filter text',
      run: () => setTimeout(() => input.current?.select(), afterPaletteMs),
    },
  ]);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape' && text !== '') onChange('');
    else if (event.key === 'Escape' || event.key === 'Enter') onLeave();
    else return;
    event.preventDefault();
  }

  return (
    <TextInput
      ref={input}
      type="search"
      className="row-search"
      aria-label="Search the rows"
      aria-keyshortcuts="Control+F /"
      placeholder="Search the rows"
      maxLength={1000}
      leftSection={<IconSearch size={14} />}
      rightSectionPointerEvents="all"
      rightSection={
        text === '' ? (
          <kbd>/</kbd>
        ) : (
          <button
            type="button"
            className="icon-button"
            aria-label="Clear the search"
            onClick={() => onChange('')}
          >
            <IconX size={12} />
          </button>
        )
      }
      value={text}
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={onKeyDown}
    />
  );
}
