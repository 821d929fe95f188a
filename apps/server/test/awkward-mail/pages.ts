import { type AwkwardMessage, has, page, pageOf, taken, textOf } from './message.ts';

/** What would run stood in the page, was told, and is not in what is shown. */
const active = (sign: string) => (m: Parameters<AwkwardMessage['holds']>[0]) =>
  has('active-content-removed')(m) && taken(sign)(m);
/** One picture would have been fetched, was told, and is not in what is shown. */
const remote = (sign: string) => (m: Parameters<AwkwardMessage['holds']>[0]) =>
  has('remote-content')(m) && m.remoteImages === 1 && taken(sign)(m);

/** Pages that want to run, fetch, ask or get out. */
export const awkwardPages: readonly AwkwardMessage[] = [
  {
    defect: 'a script',
    raw: page('<p>a</p><script>alert(1)</script>'),
    holds: (m) => active('<p>a</p><script>')(m) && !textOf(m).includes('alert'),
  },
  { defect: 'a handler of events', raw: page('<p onclick="alert(1)">a</p>'), holds: active('onclick=') },
  {
    defect: 'a handler without quotes after a slash',
    raw: page('<img/onerror=alert(1) src=x>'),
    holds: remote('<img/onerror=alert(1)'),
  },
  {
    defect: 'a javascript: address',
    raw: page('<a href="javascript:alert(1)">a</a>'),
    holds: active('javascript:'),
  },
  {
    defect: 'a form',
    raw: page('<form action="http://rau.example"><input name=p></form>'),
    holds: active('<form'),
  },
  { defect: 'a frame', raw: page('<iframe src="http://rau.example"></iframe>'), holds: active('<iframe') },
  { defect: 'an object', raw: page('<object data="x"></object>'), holds: active('<object') },
  {
    defect: 'a drawing with a script (SVG)',
    raw: page('<svg><script>alert(1)</script></svg>'),
    holds: active('<svg>'),
  },
  {
    defect: 'markup hidden in a formula (MathML)',
    raw: page('<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>'),
    holds: active('<math>'),
  },
  {
    defect: 'a picture from elsewhere',
    raw: page('<img src="http://rau.example/punct.gif">'),
    holds: remote('src="http://rau.example/punct.gif"'),
  },
  {
    defect: 'a picture without a scheme',
    raw: page('<img src="//rau.example/punct.gif">'),
    holds: remote('"//rau.example'),
  },
  {
    defect: 'a background from elsewhere',
    raw: page('<table background="http://rau.example/a.png"></table>'),
    holds: remote('background="http'),
  },
  {
    defect: 'a style that fetches',
    raw: page('<p style="background:url(https://rau.example/a)">a</p>'),
    holds: remote('url(https'),
  },
  {
    defect: 'five pictures from elsewhere',
    raw: page('<img src="https://rau.example/a">'.repeat(5)),
    holds: (m) => m.remoteImages === 5,
  },
  {
    defect: 'a text hidden in the head',
    raw: page('<head><title>ascuns</title><style>p{}</style></head><p>văzut</p>'),
    holds: (m) => textOf(m) === 'văzut',
  },
  {
    defect: 'a page of 5,000 layers',
    raw: page(`${'<div>'.repeat(5000)}adânc${'</div>'.repeat(5000)}`),
    holds: (m) => m.state === 'parsed' && textOf(m) === 'adânc' && pageOf(m).startsWith('<div><div>'),
  },
  {
    defect: 'a comment that never ends',
    raw: page('<p>a</p><!-- <script>alert(1)</script>'),
    holds: (m) => active('<!-- ')(m) && !textOf(m).includes('alert'),
  },
  {
    defect: 'entities that spell markup',
    raw: page('&lt;script&gt;alert(1)&lt;/script&gt;'),
    holds: (m) => textOf(m) === '<script>alert(1)</script>' && !has('active-content-removed')(m),
  },
];
