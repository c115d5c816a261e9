/** Environment variable with the file of the language host that a CLI without one of its own is to run. */
export const languageHostVariable = 'CUSTOM_HANDLER_STACK_LANGUAGE_HOST'
