-- A request for public information must identify what it asks for (Legea 544/2001, art. 6 (3) b)): who cannot be understood
-- is asked in writing. Like an extension, such a decision has words: what the requester is to make clear.
ALTER TABLE information_decisions DROP CONSTRAINT information_decisions_kind_known;
ALTER TABLE information_decisions ADD CONSTRAINT information_decisions_kind_known CHECK (kind IN ('extension', 'refusal',
  'partial-refusal', 'redirection', 'pointing', 'charge', 'answer', 'clarification', 'complaint-upheld', 'complaint-rejected'));
