import { type ReactNode, type RefObject, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { ComboBox, ComboBoxStateContext } from 'react-aria-components/ComboBox';
import { Group } from 'react-aria-components/Group';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { Input } from 'react-aria-components/Input';
import { Collection, Header, ListBox, ListBoxItem, ListBoxSection } from 'react-aria-components/ListBox';
import { PopoverContext } from 'react-aria-components/Popover';
import { useSlottedContext } from 'react-aria-components/slots';
import type { Option, OptionSearch } from '../../../domain/kernel/form.ts';
import { hasWords, searchWords } from '../../../domain/kernel/search.ts';
import { pickerWords as w } from '../../../domain/words/office.ts';
import { Icon } from '../../ui/icons.tsx';
import { Floating } from './Floating.tsx';

export interface ComboboxProps {
  readonly id?: string;
  /** Id of the element that names the field. */
  readonly labelledBy: string;
  readonly name?: string;
  readonly options: readonly Option[];
  /** '' and null mean that nothing is chosen. */
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
  /** The text shown while nothing is chosen. */
  readonly empty?: string;
  readonly search?: OptionSearch | undefined;
  readonly disabled?: boolean | undefined;
  readonly required?: boolean | undefined;
  readonly invalid?: boolean;
  readonly describedBy?: string | undefined;
  /** Whether the choice may be cleared; without it there is no button to clear. */
  readonly clears?: boolean;
}

interface Found {
  readonly text: string;
  readonly rows: readonly Option[];
  readonly more: boolean;
  readonly failed?: true;
}

/** Searches for the text typed last, 250 ms after the last key. */
function useSearch(search: OptionSearch | undefined) {
  const [text, setText] = useState<string | null>(null);
  const [found, setFound] = useState<Found | null>(null);
  useEffect(() => {
    if (!search || text === null) return;
    let gone = false;
    const put = (answer: Omit<Found, 'text'>) => gone || setFound({ text, ...answer });
    const soon = setTimeout(
      () =>
        search(text).then(
          ({ rows, more }) => put({ rows, more }),
          () => put({ rows: [], more: false, failed: true }),
        ),
      250,
    );
    return () => {
      gone = true;
      clearTimeout(soon);
    };
  }, [search, text]);
  return { found, ask: setText, searching: search !== undefined && text !== null && found?.text !== text };
}

/** Groups the options; groups keep the order in which they first occur. */
function grouped(options: readonly Option[]): readonly (readonly [string, readonly Option[]])[] {
  const groups = new Map<string, Option[]>();
  for (const o of options) {
    const held = groups.get(o.group ?? '');
    if (held) held.push(o);
    else groups.set(o.group ?? '', [o]);
  }
  return [...groups];
}

const Item = ({ option }: { option: Option }) => (
  <ListBoxItem id={option.value} textValue={option.label} className="pick-option">
    <span>
      {option.label}
      {option.help ? <span className="choice-help">{option.help}</span> : null}
    </span>
  </ListBoxItem>
);

/**
 * The panel under the open field. When the library renders without state to count the options, only the children are
 * rendered.
 */
function Panel({
  anchor,
  children,
  status,
}: {
  anchor: RefObject<HTMLElement | null>;
  children: ReactNode;
  status: (shown: number, text: string) => string;
}) {
  const state = useContext(ComboBoxStateContext);
  const panel = useSlottedContext(PopoverContext)?.ref as RefObject<HTMLElement | null> | undefined;
  if (!state) return children;
  if (!state.isOpen) return null;
  const shown = [...state.collection.getKeys()].filter((key) => state.collection.getItem(key)?.type === 'item').length;
  const said = status(shown, state.inputValue);
  return (
    <Floating anchor={anchor} panel={panel} className="pick-panel" wide>
      {children}
      <p className="pick-status" role="status" data-nothing={said ? undefined : ''}>
        {said}
      </p>
    </Floating>
  );
}

/** The input: a click opens the list, typing narrows it. */
function Box({ name, empty, onClear }: Pick<ComboboxProps, 'name' | 'empty'> & { onClear: (() => void) | null }) {
  const state = useContext(ComboBoxStateContext);
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Input
        ref={input}
        {...(name ? { name } : {})}
        className="control pick-input"
        placeholder={empty ?? w.choose}
        onClick={() => state?.open(null, 'manual')}
        onFocus={(e) => e.currentTarget.select()}
        // Escape closes the list, but the same press does not close the dialog around it.
        onKeyDown={(e) => {
          if (e.key === 'Escape' && state?.isOpen) e.preventDefault();
        }}
      />
      {onClear ? (
        <button
          type="button"
          className="pick-button pick-clear"
          aria-label={w.clear}
          onMouseDown={(e) => e.preventDefault()}
          onClick={() => {
            onClear();
            input.current?.focus();
          }}
        >
          <Icon name="close" size={16} />
        </button>
      ) : null}
      <Button className="pick-button">
        <Icon name="down" size={16} />
      </Button>
    </>
  );
}

/**
 * One of many options, found by words in any order, ignoring accents, capitals and glottal marks. Of a longer list on
 * the server only a part is loaded; the rest is searched while typing.
 */
export function Combobox({ options, value, onChange, search, clears = true, ...props }: ComboboxProps) {
  const group = useRef<HTMLDivElement>(null);
  const { found, ask, searching } = useSearch(search);
  // An option chosen from one answer stays known when another answer arrives.
  const [chosen, setChosen] = useState<Option | null>(null);
  const all = useMemo(() => {
    const known = new Map(options.map((o) => [o.value, o]));
    for (const o of found?.rows ?? []) known.set(o.value, o);
    if (chosen && chosen.value === value && !known.has(chosen.value)) known.set(chosen.value, chosen);
    known.delete('');
    return known;
  }, [options, found, chosen, value]);
  const answered = useMemo(() => new Set(found?.rows.map((o) => o.label)), [found]);
  const fits = useMemo(() => {
    const words = new Map<string, string[]>();
    return (label: string, text: string) => {
      const sought = words.get(text) ?? searchWords(text);
      words.set(text, sought);
      // The server also finds similar spellings, so its answers are kept.
      return hasWords(label, sought) || (found?.text === text && answered.has(label));
    };
  }, [found, answered]);
  const list = useMemo(() => {
    const groups = grouped([...all.values()]);
    return groups.length === 1 && groups[0]?.[0] === ''
      ? [...all.values()].map((o) => <Item key={o.value} option={o} />)
      : groups.map(([title, own]) => (
          <ListBoxSection key={title} id={`group ${title}`} className="pick-group">
            <Header className="pick-title">{title}</Header>
            <Collection>
              {own.map((o) => (
                <Item key={o.value} option={o} />
              ))}
            </Collection>
          </ListBoxSection>
        ));
  }, [all]);
  const held = value || null;
  const status = (shown: number, text: string): string => {
    if (searching) return w.searching;
    if (found?.failed && found.text === text) return w.failed;
    if (shown === 0) return all.size === 0 && text === '' ? w.nothing : text ? w.noneOf(text) : w.none;
    return search && (found?.text !== text || found.more) ? w.more : '';
  };
  return (
    <I18nProvider locale="es-BO">
      <ComboBox
        {...(props.id ? { id: props.id } : {})}
        aria-labelledby={props.labelledBy}
        {...(props.describedBy ? { 'aria-describedby': props.describedBy } : {})}
        className="pick"
        isDisabled={props.disabled ?? false}
        isRequired={props.required ?? false}
        isInvalid={props.invalid ?? false}
        validationBehavior="aria"
        allowsEmptyCollection
        defaultFilter={fits}
        value={held}
        onChange={(key) => {
          if (key === null ? !clears : key === held) return;
          setChosen(key === null ? null : (all.get(String(key)) ?? null));
          onChange(key === null ? null : String(key));
        }}
        onInputChange={(text) => ask(text === '' || text === all.get(held ?? '')?.label ? null : text)}
      >
        <Group ref={group} className="pick-box">
          <Box
            {...(props.name ? { name: props.name } : {})}
            {...(props.empty ? { empty: props.empty } : {})}
            onClear={clears && held && !props.disabled ? () => onChange(null) : null}
          />
        </Group>
        <Panel anchor={group} status={status}>
          <ListBox className="pick-list">{list}</ListBox>
        </Panel>
      </ComboBox>
    </I18nProvider>
  );
}
