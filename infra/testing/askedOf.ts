import * as pulumi from '@pulumi/pulumi'

/** One resource as the program asks for it. */
export interface Asked {
  readonly type: string
  readonly name: string
  readonly inputs: Record<string, unknown>
  readonly options: pulumi.CustomResourceOptions
}

/** What a program asks of Azure, under Pulumi's own mocks: once in a test file. */
export async function askedOf(
  program: () => unknown,
  state: (asked: Omit<Asked, 'options'>) => Record<string, unknown> = () => ({}),
  answer: (token: string, inputs: Record<string, unknown>) => Record<string, unknown> = (_, inputs) => inputs,
): Promise<Asked[]> {
  const asked: Omit<Asked, 'options'>[] = []
  const options = new Map<string, pulumi.CustomResourceOptions>()
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs, id }) => {
        asked.push({ type, name, inputs })
        return { id: id || `/mock/${name}`, state: { ...inputs, ...state({ type, name, inputs }) } }
      },
      call: ({ token, inputs }) => answer(token, inputs),
    },
    'shop',
    'dev',
  )
  await pulumi.runtime.runInPulumiStack(async () => {
    pulumi.runtime.registerStackTransformation(({ type, name, opts }) => {
      options.set(`${type} ${name}`, opts)
      return undefined
    })
    await program()
  })
  await pulumi.runtime.disconnect()
  return asked.map((resource) => ({
    ...resource,
    options: options.get(`${resource.type} ${resource.name}`) ?? {},
  }))
}
