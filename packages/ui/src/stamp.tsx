import texts from '../messages/ui.ro.json' with { type: 'json' };

type StampFace = 'hero' | 'paper';

/** What a stamp says. `date` is a plain date (`2026-06-29`), `time` is `09:41`; an outgoing letter bears no hour. */
export type StampContent = { number: number; date: string; time?: string };

type StampProps = {
  /** Short name of the institution, first row of the stamp. */
  institution: string;
  direction?: 'in' | 'out';
  /** `hero` for the number that was just given, `paper` for the first page of a document. */
  face?: StampFace;
  id?: string;
};

/**
 * The registration stamp, drawn only of a number that is committed. Its text is the sentence „Numărul 12345 din
 * 29.06.2026, ora 09:41”; the frame and its cells are decoration that CSS draws from attributes, so that nothing is
 * read or copied twice.
 */
export function Stamp({ content, face = 'hero', ...props }: StampProps & { content: StampContent }) {
  const { number, date, time } = content;
  return (
    <output className={`stamp is-${face}`} id={props.id}>
      <span className="stamp-words">{stampWords(content)}</span>
      <StampRows {...props} number={String(number)} cells={toCells(date, time)} />
    </output>
  );
}

/** The stamp before any number: the only picture of the house. With a date it is the morning's stamp, set to today. */
export function EmptyStamp({
  today,
  face,
  ...props
}: StampProps & { today?: { date: string; time: string } }) {
  const cells = today ? toCells(today.date, today.time) : toCells('', '');
  return (
    <div
      className={`stamp is-${face ?? 'paper'}${today ? '' : ' is-empty'}`}
      id={props.id}
      aria-hidden="true"
    >
      <StampRows {...props} number={today ? undefined : ''} cells={cells} />
    </div>
  );
}

/** The number framed, in the header of the file that the page is about; at most one on a screen. */
export function NumberFrame({ text, annulled = false }: { text: string; annulled?: boolean }) {
  return <span className={annulled ? 'number-frame is-annulled' : 'number-frame'}>{text}</span>;
}

/** „Numărul 12345 din 29.06.2026, ora 09:41”. */
export function stampWords({ number, date, time }: StampContent): string {
  const pattern = time === undefined ? texts['stamp.words-without-hour'] : texts['stamp.words'];
  return pattern
    .replace('{number}', String(number))
    .replace('{date}', date.split('-').reverse().join('.'))
    .replace('{time}', time ?? '');
}

type StampRowsProps = StampProps & { number: string | undefined; cells: readonly StampCell[] };

function StampRows({ institution, direction = 'in', number, cells }: StampRowsProps) {
  return (
    <span className="stamp-rows" aria-hidden="true">
      <span className="stamp-row stamp-name" data-text={institution} />
      <span className="stamp-row stamp-name stamp-kind" data-text={texts[`stamp.${direction}`]} />
      <span className="stamp-row stamp-number">
        <span data-text={texts['stamp.number']} />
        <b className={number === undefined ? 'stamp-blank' : undefined} data-text={number} />
      </span>
      <span className="stamp-row stamp-cells">
        {cells.map((cell) => (
          <span className="stamp-cell" key={cell.label}>
            <span data-text={cell.label} />
            <b data-text={cell.value} />
          </span>
        ))}
      </span>
    </span>
  );
}

type StampCell = { label: string; value: string };

function toCells(date: string, time: string | undefined): StampCell[] {
  const [year = '', month = '', day = ''] = date.split('-');
  const cells = [
    { label: texts['stamp.day'], value: day },
    { label: texts['stamp.month'], value: month },
    { label: texts['stamp.year'], value: year },
  ];
  return time === undefined ? cells : [...cells, { label: texts['stamp.hour'], value: time }];
}
