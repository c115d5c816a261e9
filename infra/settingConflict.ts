/** Settings that are right one by one and do not go together. */
export interface SettingConflict {
  /** Their names, without `app:`. */
  readonly keys: readonly string[]
  /** Why, and the mend; follows the keys in the message. */
  readonly reason: string
}
