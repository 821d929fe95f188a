// RFC 5321: 64 characters before the sign, 254 in all. Quoted and internationalised local parts are left out: in a
// form they are slips of the finger, and a quoted one can hide a second address (CVE-2025-13033).
const local = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const domain = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$/;

/**
 * Reads one complete e-mail address. Gives it in lower case, so that one mailbox has one spelling; undefined when it is
 * not one, or is several.
 */
export function parseEmail(text: string): string | undefined {
  const address = text.trim().toLowerCase();
  const at = address.lastIndexOf('@');
  const isAddress =
    address.length <= 254 &&
    at <= 64 &&
    local.test(address.slice(0, Math.max(at, 0))) &&
    domain.test(address.slice(at + 1));
  return isAddress ? address : undefined;
}
