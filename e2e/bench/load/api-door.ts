/** Where requests of the load go, and by whose right. */
export type ApiDoor = { address: URL; token: string };
