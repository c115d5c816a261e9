use customhandler::{Failure, InvokeRequest, InvokeResponse, Value, blob, messages};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::sync::Mutex;
use tokio::sync::oneshot::{Sender, channel};

type Outcome = Result<InvokeResponse, Failure>;

pub async fn store(invocation: InvokeRequest) -> Outcome {
    InvokeResponse::returning(blob(invocation.value("message").text()))
}

pub async fn pass(invocation: InvokeRequest) -> Outcome {
    let message = invocation.value("message").text();
    let texts = match serde_json::from_str::<Vec<Box<RawValue>>>(&message) {
        Ok(elements) => elements.iter().map(|element| text_of(element.get())).collect(),
        Err(_) => vec![message],
    };
    InvokeResponse::default().with("out", messages(texts))
}

fn text_of(json: &str) -> String {
    serde_json::from_str(json).unwrap_or_else(|_| json.to_owned())
}

pub async fn bytes(invocation: InvokeRequest) -> Outcome {
    let message = invocation.value("message").text();
    let digits = message.strip_prefix("0x").ok_or("the message does not begin with 0x")?;
    let pairs = (0..digits.len()).step_by(2).map(|at| u8::from_str_radix(&digits[at..at + 2], 16));
    InvokeResponse::returning(blob(pairs.collect::<Result<Vec<u8>, _>>()?))
}

pub async fn copy(invocation: InvokeRequest) -> Outcome {
    InvokeResponse::returning(blob(invocation.value("content").bytes()?))
}

pub async fn read(invocation: InvokeRequest) -> Outcome {
    let known = invocation.value("known");
    InvokeResponse::returning(blob(if known.is_null() { "nothing there".into() } else { known.text() }))
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Retry {
    retry_count: Option<i32>,
    max_retry_count: Option<i32>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Attempt {
    dequeue_count: i32,
    retry_count: Option<i32>,
    max_retry_count: Option<i32>,
}

pub async fn attempt(invocation: InvokeRequest) -> Outcome {
    let counted = invocation.metadata.get("DequeueCount").ok_or("the host tells no DequeueCount")?;
    let retry: Retry = invocation.metadata.get("RetryContext").map(Value::decode).transpose()?.unwrap_or_default();
    InvokeResponse::returning(Attempt {
        dequeue_count: counted.decode()?,
        retry_count: retry.retry_count,
        max_retry_count: retry.max_retry_count,
    })
}

pub async fn say(invocation: InvokeRequest) -> Outcome {
    invocation.log(&invocation.value("message").text());
    Ok(InvokeResponse::default())
}

pub async fn fail(invocation: InvokeRequest) -> Outcome {
    Err(invocation.value("message").text().into())
}

static WAITING: Mutex<Vec<Sender<()>>> = Mutex::new(Vec::new());

pub async fn meet(invocation: InvokeRequest) -> Outcome {
    let wanted: usize = invocation.value("message").text().parse()?;
    let (arrived, told) = channel();
    {
        let mut waiting = WAITING.lock().map_err(|_| "another invocation broke off")?;
        waiting.push(arrived);
        if waiting.len() == wanted {
            for other in waiting.drain(..) {
                // One that was cut off meanwhile waits no longer.
                let _ = other.send(());
            }
        }
    }
    told.await?;
    Ok(InvokeResponse::default())
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Timer {
    is_past_due: bool,
}

pub async fn tick(invocation: InvokeRequest) -> Outcome {
    let timer: Timer = invocation.value("timer").decode()?;
    invocation.log(&format!("past due: {}", timer.is_past_due));
    Ok(InvokeResponse::default())
}

#[derive(Deserialize)]
struct Event {
    id: Value,
}

pub async fn batch(invocation: InvokeRequest) -> Outcome {
    let events: Vec<Event> = invocation.value("events").decode()?;
    let ids: Vec<String> = events.iter().map(|event| event.id.text()).collect();
    InvokeResponse::returning(blob(ids.join(",")))
}
