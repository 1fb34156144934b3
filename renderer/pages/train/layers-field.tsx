import { TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';

interface LayersFieldProps {
  readonly value: readonly number[];
  readonly description: string | undefined;
  readonly onCommit: (layers: number[]) => void;
}

/** Units of the hidden layers as text: "64, 32". */
export function LayersField({ value, description, onCommit }: LayersFieldProps) {
  const written = value.join(', ');
  const [text, setText] = useState(written);
  useEffect(() => setText(written), [written]);
  const layers = parseLayers(text);
  const commit = () => {
    if (!layers) setText(written);
    else if (layers.join(', ') !== written) onCommit(layers);
  };
  return (
    <TextInput
      label="Hidden layers"
      description={description}
      value={text}
      error={layers ? null : '1 to 8 layers of 1 to 4,096 units, as in 64, 32'}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit();
      }}
    />
  );
}

function parseLayers(text: string): number[] | null {
  const parts = text.split(/[\s,;x-]+/).filter((part) => part !== '');
  const layers = parts.map(Number);
  const isValid = layers.every((units) => Number.isInteger(units) && units >= 1 && units <= 4096);
  return isValid && layers.length >= 1 && layers.length <= 8 ? layers : null;
}
