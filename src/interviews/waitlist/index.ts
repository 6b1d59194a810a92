export { JoinWaitlist } from './join-waitlist.js';
export { LeaveWaitlist } from './leave-waitlist.js';
export { OfferSlots, SlotOffered } from './offer-slots.js';
export { waitlistVisible, waitlistViews } from './waitlist.view.js';
export { WaitlistResolver } from './waitlist.resolver.js';
