import {
  Ban,
  BookOpen,
  Building2,
  Calendar,
  Check,
  ChevronDown,
  ChevronLeft,
  ChevronRight,
  CircleAlert,
  CircleUserRound,
  Copy,
  Download,
  Ellipsis,
  Eye,
  FileText,
  FolderTree,
  History,
  Info,
  Keyboard,
  Landmark,
  Link2,
  Lock,
  LogOut,
  type LucideIcon,
  MapPin,
  Monitor,
  Paperclip,
  PenLine,
  Plus,
  Printer,
  RefreshCw,
  Search,
  Send,
  ShieldCheck,
  Split,
  Stamp,
  Store,
  Trash2,
  TriangleAlert,
  Upload,
  UserPlus,
  Users,
  WifiOff,
  X,
} from 'lucide-react';

/** One meaning, one picture, everywhere. */
const icons = {
  registered: Stamp,
  assigned: Split,
  dispatched: Send,
  linked: Link2,
  verified: ShieldCheck,
  confidential: Lock,
  seen: Eye,
  annulled: Ban,
  corrected: PenLine,
  classified: FolderTree,
  history: History,
  book: BookOpen,
  people: Users,
  natural: CircleUserRound,
  legal: Building2,
  'public-body': Landmark,
  profile: CircleUserRound,
  keys: Keyboard,
  counter: Store,
  place: MapPin,
  calendar: Calendar,
  search: Search,
  add: Plus,
  'add-person': UserPlus,
  print: Printer,
  download: Download,
  upload: Upload,
  file: FileText,
  attached: Paperclip,
  check: Check,
  down: ChevronDown,
  previous: ChevronLeft,
  next: ChevronRight,
  close: X,
  more: Ellipsis,
  copy: Copy,
  remove: Trash2,
  retry: RefreshCw,
  error: CircleAlert,
  warning: TriangleAlert,
  note: Info,
  offline: WifiOff,
  screen: Monitor,
  leave: LogOut,
} satisfies Readonly<Record<string, LucideIcon>>;

export type IconName = keyof typeof icons;

/** A picture beside a word (hidden from readers), or, with `label`, alone. */
export function Icon({
  name,
  size = 16,
  label,
}: {
  name: IconName;
  size?: 12 | 14 | 16 | 24;
  label?: string;
}) {
  const Picture = icons[name];
  const speech = label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true };
  return (
    <Picture className="icon" size={`${size / 16}rem`} strokeWidth={size === 12 ? 2.25 : 1.75} {...speech} />
  );
}
