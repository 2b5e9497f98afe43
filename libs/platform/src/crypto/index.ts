export { Blind, blindCol, sealedColumns, Secret, secretCol, type SealedColumns } from './columns.js';
export { CryptoModule, KEY_RING } from './crypto.module.js';
export { cryptoSchema, INDEX_KEY_ID } from './crypto.schema.js';
export { FieldCipher, keyIdOf, UnsealError } from './field-cipher.js';
export { checkKeys, isKeyInUse, verifyKeys } from './key-check.js';
export { addKeyToFile, dropKeysFromFile, fingerprint, keyFile, KeysError, loadKeys, type KeyRing } from './keys.js';
export { KeyRotation, type RotationProgress } from './key-rotation.js';
export { mask, normalise } from './mask.js';
