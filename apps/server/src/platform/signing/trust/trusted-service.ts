/** The kinds of trust service that we ask for (ETSI TS 119 612, 5.5.1): certificates for signatures, and hours. */
export type TrustedServiceKind = 'CA/QC' | 'TSA/QTST';

/** A service of an imported trusted list; crosses to the reading process, so it holds plain values only. */
export type TrustedService = {
  /** As the list writes it: RO, DE, EL … */
  readonly territory: string;
  readonly name: string;
  readonly kind: TrustedServiceKind;
  /** Base64 of DER. */
  readonly certificates: readonly string[];
  /** Newest first; `from` is an ISO moment. Before the oldest nothing is known, so nothing was granted. */
  readonly history: readonly { readonly from: string; readonly granted: boolean }[];
  /**
   * The list restricts what the service's certificates are worth by conditions that we do not weigh: they are then held
   * for less, never for more.
   */
  readonly restricted: boolean;
};

/** Whether the supervisor had granted the service its status at that moment. */
export function wasGranted({ history }: TrustedService, at: Date): boolean {
  const ruling = history.find(({ from }) => Date.parse(from) <= at.getTime());
  return ruling?.granted ?? false;
}
