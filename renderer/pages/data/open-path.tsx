import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { setPendingFile } from '../../client/open-file.ts';
import { Card } from '../../ui/card.tsx';

/** A path on this machine, of a file or of a folder with files of the same columns. */
export function OpenPath() {
  const [path, setPath] = useState('');
  return (
    <Card title="Or name a path on this machine">
      <form
        className="open-path"
        onSubmit={(event) => {
          event.preventDefault();
          if (path.trim() !== '') setPendingFile(path.trim());
        }}
      >
        <TextInput
          aria-label="Path of a file or folder"
          placeholder="/data/sales/2024"
          description="A folder is read as one dataset when its files have the same columns."
          value={path}
          onChange={(event) => setPath(event.target.value)}
        />
        <Button type="submit" disabled={path.trim() === ''}>
          Look at it
        </Button>
      </form>
    </Card>
  );
}
