import { useMantineColorScheme } from '@mantine/core';
import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { client } from '../client/client.ts';
import { toFailure } from '../client/failure.ts';
import { openDataFile } from '../client/open-file.ts';
import { queries, queryClient } from '../client/queries.ts';
import { useDraft } from '../client/use-draft.ts';
import { useVersion } from '../client/use-version.ts';
import { type Command, useCommands } from '../ui/commands.ts';
import { notify } from '../ui/notice.tsx';
import { commandKey, isTyping } from './keys.ts';
import { railFoot, railGroups } from './rail.tsx';

/** Actions that every page offers: going somewhere, undo, files, theme; and their keys. */
export function useFrameCommands(openPalette: () => void): void {
  const [, go] = useLocation();
  const { version, versions, choose } = useVersion();
  const { undo, redo, lastStep, nextStep } = useDraft(version?.id ?? null);
  const { colorScheme, setColorScheme } = useMantineColorScheme();

  useEffect(() => {
    function onKey(event: KeyboardEvent): void {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
      const key = event.key.toLowerCase();
      if (key === 'k') {
        event.preventDefault();
        openPalette();
      } else if ((key === 'z' || key === 'y') && !isTyping(event.target)) {
        event.preventDefault();
        if (key === 'y' || event.shiftKey) redo();
        else undo();
      }
    }
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [openPalette, undo, redo]);

  async function setTheme(theme: 'system' | 'light' | 'dark'): Promise<void> {
    setColorScheme(theme === 'system' ? 'auto' : theme);
    try {
      const settings = await queryClient.fetchQuery(queries.settings());
      const saved = await client.project.saveSettings({ ...settings, theme });
      queryClient.setQueryData(queries.settings().queryKey, saved);
    } catch (thrown) {
      notify({ tone: 'error', text: toFailure(thrown).message });
    }
  }

  const goTo: Command[] = [...railGroups.flatMap(({ entries }) => entries), ...railFoot].map(
    ({ path, label }) => ({
      id: `go${path}`,
      label: `Go to ${label}`,
      group: 'Pages',
      run: () => go(path),
    }),
  );
  const others = versions.filter(({ id }) => id !== version?.id);
  useCommands([
    ...goTo,
    {
      id: 'open-file',
      label: 'Open a data file or bundle',
      group: 'Data',
      words: 'load csv parquet',
      run: () => void openDataFile(go),
    },
    ...others.map((each) => ({
      id: `version-${each.id}`,
      label: `Switch to ${each.name} v${each.number}`,
      group: 'Data',
      words: 'dataset version',
      run: () => choose(each.id),
    })),
    {
      id: 'undo',
      label: lastStep ? `Undo: ${lastStep.label}` : 'Undo',
      group: 'Experiment',
      keys: `${commandKey} Z`,
      isDisabled: !lastStep,
      run: undo,
    },
    {
      id: 'redo',
      label: nextStep ? `Redo: ${nextStep.label}` : 'Redo',
      group: 'Experiment',
      keys: `${commandKey} Shift Z`,
      isDisabled: !nextStep,
      run: redo,
    },
    ...(['light', 'dark', 'system'] as const).map((theme) => ({
      id: `theme-${theme}`,
      label: theme === 'system' ? 'Theme: as the system has it' : `Theme: ${theme}`,
      group: 'Window',
      isDisabled: colorScheme === (theme === 'system' ? 'auto' : theme),
      run: () => void setTheme(theme),
    })),
  ]);
}
