import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import {
  Button,
  EmptyStamp,
  ErrorSummary,
  Field,
  Icon,
  NumberFrame,
  Segmented,
  Stamp,
  StatePanel,
  Tag,
} from './index.ts';

const content = { number: 12345, date: '2026-06-29', time: '09:41' };

describe('the stamp', () => {
  it('is an output whose text is the sentence and nothing else', () => {
    const page = document(renderToStaticMarkup(<Stamp institution="DGASPC Lunca Albă" content={content} />));
    expect(page.text).toBe('Numărul 12345 din 29.06.2026, ora 09:41');
    expect(page.html).toMatch(/^<output class="stamp is-hero">/);
  });

  it('bears no hour on a letter that goes out', () => {
    const letter = (
      <Stamp institution="Primăria" direction="out" content={{ number: 7, date: '2026-01-02' }} />
    );
    const page = document(renderToStaticMarkup(letter));
    expect(page.text).toBe('Numărul 7 din 02.01.2026');
    expect(page.html).toContain('Ieșire');
    expect(page.html).not.toContain('Ora');
  });

  it('says nothing while there is no number', () => {
    const page = document(renderToStaticMarkup(<EmptyStamp institution="Primăria" />));
    expect(page.text).toBe('');
    expect(page.html).not.toContain('<output');
  });

  it('set to today has its day and hour and an empty place for the number', () => {
    const stamp = (
      <EmptyStamp institution="Primăria" face="hero" today={{ date: '2026-06-29', time: '08:02' }} />
    );
    const { html } = document(renderToStaticMarkup(stamp));
    expect(html).toContain('stamp-blank');
    expect(html).toContain('data-text="08:02"');
  });
});

describe('a field', () => {
  it('ties label, hint and error to its control', () => {
    const field = (
      <Field id="subject" label="Conținut pe scurt" hint="Într-o frază" error="Scrieți conținutul pe scurt">
        {(control) => <input {...control} />}
      </Field>
    );
    const { html } = document(renderToStaticMarkup(field));
    expect(html).toContain('<label for="subject">Conținut pe scurt</label>');
    expect(html).toContain('aria-describedby="subject-error subject-hint" aria-invalid="true"');
  });
});

describe('the parts', () => {
  it('render to HTML without script and without style attributes', () => {
    const html = renderToStaticMarkup(
      <>
        <Button kind="primary" keyHint="F9" icon="registered">
          Înregistrează
        </Button>
        <ErrorSummary
          title="Nu s-a înregistrat"
          errors={[{ target: 'subject', text: 'Scrieți conținutul' }]}
        />
        <Segmented name="channel" label="Canal" value="post" choices={[{ value: 'post', label: 'Poștă' }]} />
        <NumberFrame text="12345/29.06.2026" annulled />
        <StatePanel title="Nimic încă" picture={<EmptyStamp institution="Primăria" />} />
        <Tag tone="late" icon="annulled">
          anulat
        </Tag>
        <Icon name="confidential" label="Confidențial" />
        <Stamp institution="Primăria" content={content} face="paper" />
      </>,
    );
    expect(html).not.toMatch(/ style=| onclick=|<script|<style/i);
    expect(html).toContain('checked=""');
  });
});

function document(html: string) {
  return { html, text: html.replace(/<[^>]*>/g, '') };
}
