import { NumberInput } from '@mantine/core';
import { useEffect, useState } from 'react';

interface NumberFieldProps {
  readonly label: string;
  readonly value: number;
  readonly onCommit: (value: number) => void;
  readonly min: number;
  readonly max: number;
  readonly step?: number;
  readonly isWhole?: boolean;
  readonly suffix?: string;
  readonly description?: string;
  readonly width?: number;
}

/** A number that takes effect when it is finished: on Enter, on leaving the field, on a step. */
export function NumberField(props: NumberFieldProps) {
  const { value, onCommit, min, max, isWhole = false } = props;
  const [text, setText] = useState<string | number>(value);
  useEffect(() => setText(value), [value]);
  const entered = typeof text === 'number' ? text : Number.parseFloat(text);
  const isValid = Number.isFinite(entered) && entered >= min && entered <= max;

  const commit = (next: number) => {
    if (Number.isFinite(next) && next >= min && next <= max) {
      if (next !== value) onCommit(next);
    } else {
      setText(value);
    }
  };
  return (
    <NumberInput
      label={props.label}
      description={props.description}
      value={text}
      min={min}
      max={max}
      step={props.step ?? 1}
      suffix={props.suffix}
      allowDecimal={!isWhole}
      allowNegative={min < 0}
      clampBehavior="none"
      w={props.width}
      error={isValid ? null : `${min} to ${max}`}
      onChange={setText}
      onBlur={() => commit(entered)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit(entered);
      }}
    />
  );
}
