use customhandler::{Failure, HttpResponse, InvokeRequest, InvokeResponse, messages};
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

#[derive(Deserialize, Serialize)]
pub struct Order {
    #[serde(default)]
    pub id: String,
    pub item: String,
    pub quantity: i64,
}

/// It writes to a queue besides its answer, so the host sends an envelope instead of the request.
pub async fn orders(invocation: InvokeRequest) -> Result<InvokeResponse, Failure> {
    let request = invocation.value("req").http_request()?;
    let mut order = match parse_order(&request.text()?) {
        Ok(order) => order,
        Err((field, reason)) => {
            let problem = json!({ "field": field, "reason": reason });
            return InvokeResponse::default().with("res", HttpResponse::json(400, &problem)?);
        }
    };
    order.id = Uuid::new_v4().to_string();
    invocation.log(&format!("accepted order {}", order.id));
    InvokeResponse::default()
        .with("res", HttpResponse::json(202, &json!({ "id": order.id }))?)?
        .with("order", messages([serde_json::to_string(&order)?]))
}

fn parse_order(body: &str) -> Result<Order, (&'static str, String)> {
    let order: Order = serde_json::from_str(body)
        .map_err(|reason| ("body", format!("must be a JSON object with item and quantity: {reason}")))?;
    if order.item.is_empty() {
        return Err(("item", "must be a non-empty string".into()));
    }
    if order.quantity < 1 {
        return Err(("quantity", "must be a positive integer".into()));
    }
    Ok(order)
}
