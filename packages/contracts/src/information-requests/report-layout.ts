import { z } from 'zod';
import { typedText } from '../api/fields.ts';
import {
  ComplaintAbout,
  ComplaintVerdict,
  CourtCaseState,
  GroundGroup,
  InformationDomain,
  InformationResult,
  RequesterKind,
  RequestForm,
} from './vocabulary.ts';

/** Within what a request was answered; `late`: after its term, or not at all and its term is past. */
export const AnsweredWithin = z.enum(['24-hours', '10-days', '30-days', 'late', 'open']);
export type AnsweredWithin = z.infer<typeof AnsweredWithin>;

/** Which requests a line counts: all its conditions at once; none counts every request of the year. */
export const RequestPredicate = z.strictObject({
  count: z.literal('requests'),
  domain: z.union([InformationDomain, z.literal('none')]).optional(),
  result: z.array(InformationResult).min(1).optional(),
  /** Leaves these out. */
  resultNot: z.array(InformationResult).min(1).optional(),
  ground: z.union([GroundGroup, z.literal('none')]).optional(),
  requester: RequesterKind.optional(),
  form: RequestForm.optional(),
  press: z.boolean().optional(),
  within: AnsweredWithin.optional(),
  charged: z.boolean().optional(),
});
export type RequestPredicate = z.infer<typeof RequestPredicate>;

/** Which administrative complaints a line counts, by the year in which they were lodged. */
export const ComplaintPredicate = z.strictObject({
  count: z.literal('complaints'),
  about: ComplaintAbout.optional(),
  verdict: z.union([ComplaintVerdict, z.literal('pending')]).optional(),
});
export type ComplaintPredicate = z.infer<typeof ComplaintPredicate>;

/** Which court cases a line counts, by the year in which they were filed. */
export const CourtCasePredicate = z.strictObject({
  count: z.literal('court-cases'),
  state: CourtCaseState.optional(),
});
export type CourtCasePredicate = z.infer<typeof CourtCasePredicate>;

/** What a line counts. */
export const ReportPredicate = z.discriminatedUnion('count', [
  RequestPredicate,
  ComplaintPredicate,
  CourtCasePredicate,
]);
export type ReportPredicate = z.infer<typeof ReportPredicate>;

/** Code of a line, as the annex numbers it: `B1_1`. */
export const ReportLineCode = z.string().regex(/^[A-Z][0-9A-Za-z_.]{0,19}$/, { error: 'field.invalid' });

/**
 * A line of the yearly report: `counts` what the predicate counts, `sums` money for copies in lei, or `asks` a person for
 * what no file tells (how many visitors came to the information point).
 */
export const ReportLine = z
  .strictObject({
    code: ReportLineCode,
    label: typedText(300),
    counts: ReportPredicate.optional(),
    sums: z.enum(['charged', 'paid']).optional(),
    asks: z.enum(['number', 'yes-no', 'text', 'money']).optional(),
  })
  .refine((line) => [line.counts, line.sums, line.asks].filter((part) => part !== undefined).length === 1, {
    error: 'information-report.line-one-source',
  });
export type ReportLine = z.infer<typeof ReportLine>;

/** The layout of the yearly report as data: an institution imports the annex that is in force. */
export const ReportLayout = z
  .strictObject({
    title: typedText(200),
    /** The act that it follows. */
    act: typedText(300),
    sections: z
      .array(
        z.strictObject({
          code: ReportLineCode,
          title: typedText(200),
          lines: z.array(ReportLine).min(1).max(60),
        }),
      )
      .min(1)
      .max(40),
  })
  .superRefine(({ sections }, context) => {
    const seen = new Set<string>();
    for (const [at, { lines }] of sections.entries())
      for (const [line, { code }] of lines.entries()) {
        if (seen.has(code))
          context.addIssue({
            code: 'custom',
            path: ['sections', at, 'lines', line, 'code'],
            message: 'information-report.line-repeated',
          });
        seen.add(code);
      }
  });
export type ReportLayout = z.infer<typeof ReportLayout>;
