import { expect, it } from 'vitest'
import { appEnvironment } from './appEnvironment.ts'

it('adds the settings, lets the environment win, and leaves out what npm adds', () => {
  const environment = { PATH: '/bin', MODE: 'outer', SAME: '1', npm_config_x: 'y', INIT_CWD: '/' }
  const values = { MODE: 'inner', SAME: '1', GREETING: 'hi' }
  expect(appEnvironment(environment, values, 7072)).toEqual({
    overridden: ['MODE'],
    environment: {
      PATH: '/bin',
      MODE: 'outer',
      SAME: '1',
      GREETING: 'hi',
      FUNCTIONS_WORKER_RUNTIME: 'custom',
      WEBSITE_HOSTNAME: 'localhost:7072',
      AZURE_FUNCTIONS_ENVIRONMENT: 'Development',
      FUNCTIONS_CORETOOLS_ENVIRONMENT: 'true',
      AzureFunctionsJobHost__SequentialRestart: 'true',
    },
  })
})
