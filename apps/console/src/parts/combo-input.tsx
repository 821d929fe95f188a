import { type FieldControl, Icon, type IconName } from '@opis/ui';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';

type ComboInputProps<Item> = {
  control: FieldControl & { 'data-first'?: true };
  text: string;
  onText: (text: string) => void;
  items: readonly Item[];
  keyOf: (item: Item) => string;
  draw: (item: Item) => ReactNode;
  /** Which row Enter and Tab take when the hands chose none; -1 for none. */
  first: number;
  onAccept: (item: Item) => void;
  /** The field is left with text that no row was taken for. */
  onLeave?: () => void;
  /** Arrow up while the field is empty. */
  onUpInEmpty?: (() => void) | undefined;
  listLabel: string;
  icon?: IconName;
  /** A list to choose from: opens by arrow and by click even before typing. */
  opensEmpty?: boolean;
  /** Said in place of rows. */
  nothing?: string | undefined;
  placeholder?: string | undefined;
};

/**
 * An editable combobox with a list (ARIA 1.2 pattern). Enter and Tab take the marked row and go on as they would
 * without it: Enter is not stopped, so that the form moves to its next field.
 */
export function ComboInput<Item>(props: ComboInputProps<Item>) {
  const { control, text, items, keyOf, first, onAccept, icon } = props;
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState<number | undefined>();
  const listId = useId();
  const active = Math.min(chosen ?? first, items.length - 1);
  const shown = open && (items.length > 0 || props.nothing !== undefined);

  const accept = (item: Item) => {
    setOpen(false);
    setChosen(undefined);
    onAccept(item);
  };
  const move = (event: KeyboardEvent, step: number) => {
    event.preventDefault();
    if (!shown) return setOpen(true);
    setChosen((active + step + items.length) % Math.max(items.length, 1));
  };
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'ArrowUp' && text === '' && props.onUpInEmpty) {
      event.preventDefault();
      return props.onUpInEmpty();
    }
    if (event.key === 'ArrowDown') return move(event, 1);
    if (event.key === 'ArrowUp') return move(event, -1);
    if (event.key === 'Escape' && shown) {
      event.stopPropagation();
      event.preventDefault();
      return setOpen(false);
    }
    const item = items[active];
    if (shown && item && ['Enter', 'Tab', 'F9'].includes(event.key)) accept(item);
  };
  const leave = () => {
    setOpen(false);
    setChosen(undefined);
    props.onLeave?.();
  };
  return (
    <div className="combo">
      <div className="input-shell">
        {icon && <Icon name={icon} />}
        <input
          {...control}
          data-step
          type="text"
          role="combobox"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          aria-autocomplete="list"
          aria-expanded={shown}
          aria-controls={listId}
          aria-activedescendant={shown && active >= 0 ? `${listId}-${active}` : undefined}
          placeholder={props.placeholder}
          value={text}
          onChange={(event) => {
            setOpen(true);
            setChosen(undefined);
            props.onText(event.target.value);
          }}
          onKeyDown={press}
          onClick={() => props.opensEmpty && setOpen(true)}
          onFocus={(event) => event.target.select()}
          onBlur={leave}
        />
        {props.opensEmpty && <Icon name="down" />}
      </div>
      <div className="combo-list" hidden={!shown}>
        <div role="listbox" id={listId} aria-label={props.listLabel}>
          {shown &&
            items.map((item, index) => (
              <ComboRow
                key={keyOf(item)}
                id={`${listId}-${index}`}
                active={index === active}
                onTake={() => accept(item)}
              >
                {props.draw(item)}
              </ComboRow>
            ))}
        </div>
        {shown && items.length === 0 && (
          <p className="combo-nothing" role="status">
            {props.nothing}
          </p>
        )}
      </div>
    </div>
  );
}

type ComboRowProps = { id: string; active: boolean; onTake: () => void; children: ReactNode };

function ComboRow({ id, active, onTake, children }: ComboRowProps) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (active) ref.current?.scrollIntoView?.({ block: 'nearest' });
  }, [active]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the focus stays in the input, whose keys choose the row
    <div
      ref={ref}
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={active}
      className="combo-row"
      onMouseDown={(event) => event.preventDefault()}
      onClick={onTake}
    >
      {children}
    </div>
  );
}
