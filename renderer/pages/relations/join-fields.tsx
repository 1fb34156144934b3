import { Button, MultiSelect, SegmentedControl, Select, TextInput } from '@mantine/core';
import type { JoinKind, RelationGraph } from '../../../core/contract/relation.ts';
import { choiceKey, chosenName, columnChoices } from '../../ui/column-name.ts';
import { IconPlus, IconX } from '../../ui/icons.ts';
import { type JoinDraft, withSides } from './join-draft.ts';

const kinds: readonly { readonly value: JoinKind; readonly label: string; readonly keeps: string }[] = [
  { value: 'left', label: 'Left', keeps: 'all rows of the left dataset' },
  { value: 'inner', label: 'Inner', keeps: 'only rows that match' },
  { value: 'right', label: 'Right', keeps: 'all rows of the right dataset' },
  { value: 'full', label: 'Full', keeps: 'all rows of both' },
];

/** Which datasets are joined, on which columns, and what is kept. */
export function JoinFields(props: {
  graph: RelationGraph;
  draft: JoinDraft;
  onChange: (draft: JoinDraft) => void;
}) {
  const { graph, draft, onChange } = props;
  const node = (version: string) => graph.nodes.find((each) => each.version === version);
  const [left, right] = [node(draft.left), node(draft.right)];
  const datasets = graph.nodes.map(({ version, name, number }) => ({
    value: version,
    label: `${name} v${number}`,
  }));
  const namesOf = (side: typeof left) => [...new Set(side?.columns.map(({ name }) => name) ?? [])];
  const setSide = (side: 'left' | 'right', value: string | null) => {
    const version = node(value ?? '')?.version;
    if (!version) return;
    const other = side === 'left' ? draft.right : draft.left;
    const both = { left: draft.left, right: draft.right, [side]: version };
    /* Choosing the dataset that stands on the other side swaps the two. */
    if (version === other) both[side === 'left' ? 'right' : 'left'] = draft[side];
    onChange(withSides(draft, graph, both));
  };
  const setPair = (at: number, change: Partial<JoinDraft['on'][number]>) =>
    onChange({ ...draft, on: draft.on.map((pair, i) => (i === at ? { ...pair, ...change } : pair)) });
  const keys = new Set(draft.on.map((pair) => pair.right));
  return (
    <div className="join-fields">
      <Select
        label="Left dataset"
        data={datasets}
        value={draft.left}
        allowDeselect={false}
        onChange={(value) => setSide('left', value)}
      />
      <Select
        label="Right dataset, whose columns are added"
        data={datasets}
        value={draft.right}
        allowDeselect={false}
        onChange={(value) => setSide('right', value)}
      />
      {draft.on.map((pair, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: pairs have no identity but their place
        <fieldset className="join-pair" key={i}>
          <legend className="visually-hidden">Columns that must be equal, pair {i + 1}</legend>
          <Select
            label={`Column of ${left?.name ?? 'the left dataset'}`}
            placeholder="Choose a column"
            searchable
            allowDeselect={false}
            data={columnChoices(namesOf(left))}
            value={pair.left === null ? null : choiceKey(pair.left)}
            onChange={(key) => setPair(i, { left: key === null ? null : chosenName(key) })}
          />
          <span aria-hidden>=</span>
          <Select
            label={`Column of ${right?.name ?? 'the right dataset'}`}
            placeholder="Choose a column"
            searchable
            allowDeselect={false}
            data={columnChoices(namesOf(right))}
            value={pair.right === null ? null : choiceKey(pair.right)}
            onChange={(key) => setPair(i, { right: key === null ? null : chosenName(key) })}
          />
          {draft.on.length > 1 ? (
            <button
              type="button"
              className="icon-button"
              aria-label={`Remove pair ${i + 1}`}
              onClick={() => onChange({ ...draft, on: draft.on.filter((_, at) => at !== i) })}
            >
              <IconX size={14} />
            </button>
          ) : null}
        </fieldset>
      ))}
      <div className="join-wide row">
        <Button
          size="compact-sm"
          leftSection={<IconPlus size={14} />}
          disabled={draft.on.length >= 10}
          onClick={() => onChange({ ...draft, on: [...draft.on, { left: null, right: null }] })}
        >
          And another pair
        </Button>
      </div>
      <div className="join-wide row">
        <SegmentedControl
          aria-label="Kind of join"
          data={kinds.map(({ value, label }) => ({ value, label }))}
          value={draft.kind}
          onChange={(value) => {
            const kind = kinds.find((each) => each.value === value)?.value;
            if (kind) onChange({ ...draft, kind });
          }}
        />
        <span className="dim sm">keeps {kinds.find(({ value }) => value === draft.kind)?.keeps}</span>
      </div>
      <MultiSelect
        className="join-wide"
        label={`Columns of ${right?.name ?? 'the right dataset'} to add`}
        size="xs"
        searchable
        clearable
        hidePickedOptions
        data={columnChoices(namesOf(right))}
        value={(draft.take ?? namesOf(right).filter((name) => !keys.has(name))).map(choiceKey)}
        onChange={(taken) => onChange({ ...draft, take: taken.map(chosenName) })}
      />
      <TextInput
        label="Name of the result"
        placeholder={`${left?.name ?? ''}_${right?.name ?? ''}`}
        value={draft.name}
        onChange={(event) => onChange({ ...draft, name: event.currentTarget.value })}
      />
    </div>
  );
}
