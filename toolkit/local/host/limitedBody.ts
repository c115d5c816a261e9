import { Transform } from 'node:stream'

/** Lets so many bytes through; calls `onExcess` once, and passes nothing more on, when there are more. */
export function limitedBody(limit: number, onExcess: () => void): Transform {
  let size = 0
  let isOver = false
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length
      if (size <= limit) return done(null, chunk)
      if (!isOver) onExcess()
      isOver = true
      done()
    },
  })
}
