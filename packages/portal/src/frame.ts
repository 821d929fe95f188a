/** What stands around every page: whose site it is, how to reach a person, and where the static files are. */
export type PortalFrame = {
  institution: { name: string; phone: string; address: string; email: string };
  /** Addresses of the style sheet and of the crest (null: none is drawn). */
  assets: { styles: string; crest: string | null };
};
