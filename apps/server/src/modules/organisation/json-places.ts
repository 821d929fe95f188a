/** Where something stands in a text, counted from 1. */
export type Place = { line: number; column: number };

/** Offsets of all values of a JSON text by path (`units.3.parent`; the whole is ``), as far as the text is JSON. */
export type JsonPlaces = {
  places: ReadonlyMap<string, number>;
  /** Where the text stops being JSON; undefined when it is. */
  brokenAt: number | undefined;
};

const token = /\s*("(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[\da-f]{4}))*"|[{}[\],:]|[^\s{}[\],:"]+)/iuy;

/** Walks a JSON text and notes where each value stands: what `JSON.parse` forgets. */
export function findJsonPlaces(text: string): JsonPlaces {
  const places = new Map<string, number>();
  let end = 0;
  const fail = (at: number): never => {
    throw new Broken(at);
  };

  function next(): { text: string; at: number } {
    token.lastIndex = end;
    const match = token.exec(text);
    if (!match?.[1]) return fail(end + (/^\s*/.exec(text.slice(end))?.[0].length ?? 0));
    end = token.lastIndex;
    return { text: match[1], at: end - match[1].length };
  }
  function expect(wanted: string) {
    const found = next();
    if (found.text !== wanted) fail(found.at);
  }
  function peek(): string {
    const from = end;
    const found = next().text;
    end = from;
    return found;
  }
  function value(path: string) {
    const found = next();
    if (!places.has(path)) places.set(path, found.at);
    if (found.text === '{') members('}', () => member(path));
    else if (found.text === '[') members(']', (index) => value(join(path, String(index))));
    else if (!isScalar(found.text)) fail(found.at);
  }
  function member(path: string) {
    const name = next();
    if (!name.text.startsWith('"')) fail(name.at);
    expect(':');
    value(join(path, JSON.parse(name.text)));
  }
  function members(close: string, read: (index: number) => void) {
    if (peek() === close) return void next();
    for (let index = 0; ; index++) {
      read(index);
      const found = next();
      if (found.text === close) return;
      if (found.text !== ',') fail(found.at);
    }
  }

  try {
    value('');
    const rest = text.slice(end).search(/\S/);
    return { places, brokenAt: rest < 0 ? undefined : end + rest };
  } catch (error) {
    if (!(error instanceof Broken)) throw error;
    return { places, brokenAt: error.at };
  }
}

class Broken extends Error {
  readonly at: number;
  constructor(at: number) {
    super('not JSON');
    this.at = at;
  }
}

const join = (path: string, key: string) => (path === '' ? key : `${path}.${key}`);

const isScalar = (text: string) =>
  /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?)$/.test(text.toLowerCase()) ||
  text.startsWith('"');

/** Line and column of an offset. */
export function toPlace(text: string, offset: number): Place {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}

/** The place of a path, or of the nearest thing around it that is there. */
export function placeOf(text: string, path: string): Place {
  const { places } = findJsonPlaces(text);
  for (let known = path; known !== ''; known = known.split('.').slice(0, -1).join('.')) {
    const offset = places.get(known);
    if (offset !== undefined) return toPlace(text, offset);
  }
  return toPlace(text, places.get('') ?? 0);
}
