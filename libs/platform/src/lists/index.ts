export { PASSED_OVER, withLists, type ListSheet, type PassedOver, type PassedOverReason } from './with-lists.js';
