import { useMantineColorScheme } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { queries } from '../client/queries.ts';
import { InspectorPlace } from '../ui/inspector.tsx';
import { Notices } from '../ui/notice.tsx';
import { CommandPalette } from './command-palette.tsx';
import { ConnectionNote } from './connection-note.tsx';
import { DropZone } from './drop-zone.tsx';
import { useFrameCommands } from './frame-commands.ts';
import { JobNotices } from './job-notices.tsx';
import { Rail } from './rail.tsx';
import { TopBar } from './top-bar.tsx';
import './frame.css';

/** What stands around every page: rail, bar, inspector, palette, notices. */
export function Frame({ children }: { children: ReactNode }) {
  const [place, setPlace] = useState<HTMLElement | null>(null);
  const [isPaletteOpen, setPaletteOpen] = useState(false);
  useTheme();
  useFrameCommands(() => setPaletteOpen(true));
  return (
    <InspectorPlace value={place}>
      <div className="frame">
        <button type="button" className="skip-link" onClick={focusMain}>
          To the content
        </button>
        <Rail />
        <TopBar onSearch={() => setPaletteOpen(true)} />
        <main id="main" tabIndex={-1}>
          <ConnectionNote />
          <div className="inner">{children}</div>
        </main>
        <div className="inspector-place" ref={setPlace} />
        <DropZone />
        <Notices />
        <JobNotices />
        <CommandPalette isOpen={isPaletteOpen} onClose={() => setPaletteOpen(false)} />
      </div>
    </InspectorPlace>
  );
}

function useTheme(): void {
  const { data } = useQuery(queries.settings());
  const { setColorScheme } = useMantineColorScheme();
  const theme = data?.theme;
  useEffect(() => {
    if (theme) setColorScheme(theme === 'system' ? 'auto' : theme);
  }, [theme, setColorScheme]);
}

function focusMain(): void {
  document.getElementById('main')?.focus();
}
